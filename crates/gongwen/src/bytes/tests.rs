//! Invented sentences in every encoding, whole and in pieces, and what must hold for any bytes.

use super::{Decoded, Encoding, decode};
use crate::span::Span;
use crate::warning::WarningCode;
use proptest::prelude::*;

const HANS: &[&str] = &[
    "江岚省人民政府办公厅关于印发云泽市重点群体就业帮扶工作方案的通知\r\n各县（市、区）人民政府，省政府各部门、各直属机构：\r\n\
     《云泽市重点群体就业帮扶工作方案》已经省政府同意，现印发给你们，请结合实际认真贯彻落实。\r\n江岚省人民政府办公厅\r\n2026年3月12日\r\n",
    "一、总体要求。坚持以人民为中心，到2027年底，全省新增城镇就业40万人以上，登记失业率控制在4.5%以内。\n二、主要任务。\
     （一）加强组织领导。各级教育部门要于每月30日前报送进展情况，联系人：李某某，电话：0999-5550123。\n",
    "石桐镇二○二六年度农田水利设施维修养护招标公告：凡具备独立法人资格的单位均可报名，截止时间为5月20日17：00，\
     逾期不予受理。投标保证金人民币叁万元整，须汇至青禾县公共资源交易中心账户，开户行见附件。",
];

const HANT: &[&str] = &[
    "石桐鄉公所公告\r\n主旨：公告辦理本鄉一百十五年度老人健康檢查補助作業，請符合資格之鄉民於期限內提出申請。\r\n依據：老人福利法第二十一條\
     及本鄉補助自治條例。\r\n公告事項：一、申請期間自三月一日起至四月三十日止。二、檢附身分證明文件影本。\r\n",
    "關於加強冬季消防安全檢查工作的通知：各單位應當落實責任制，開展隱患排查，並於每月二十五日前將統計報表送交本局備查，電話0999-5550123。\
     對發現的問題要及時整改，確保人民群眾生命財產安全。",
];

/// Bytes of `text` in `encoding`; encoding_rs writes no UTF-16.
fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => encoding.codec().encode(text).0.into_owned(),
    }
}

fn codes(decoded: &Decoded<'_>) -> Vec<WarningCode> {
    decoded.doubts.iter().map(|(code, ..)| *code).collect()
}

/// Every way a text of the lists stands in some encoding.
fn cases() -> Vec<(&'static str, Encoding, Vec<u8>)> {
    let mut cases = Vec::new();
    for (texts, big5) in [(HANS, false), (HANT, true)] {
        for &text in texts {
            for &encoding in Encoding::ALL {
                if encoding != Encoding::Big5 || big5 {
                    cases.push((text, encoding, encoded(text, encoding)));
                }
            }
        }
    }
    cases
}

#[test]
fn whole_texts_come_back_untouched() {
    for (text, encoding, bytes) in cases() {
        for told in [None, Some(encoding)] {
            let decoded = decode(&bytes, told).unwrap();
            assert_eq!((decoded.encoding, &*decoded.text), (encoding, text));
            assert_eq!(decoded.doubts, []);
        }
    }
}

#[test]
fn pieces_are_recognised_wherever_they_are_cut() {
    for (text, encoding, bytes) in cases() {
        for len in [50, 80, 200] {
            for start in 0..bytes.len().saturating_sub(len) {
                let piece = &bytes[start..start + len];
                let decoded = decode(piece, None).unwrap();
                assert_eq!(decoded.encoding, encoding, "{start}+{len} of {text}: {}", decoded.text);
                let inner = decoded.text.trim_matches('\u{FFFD}');
                // A second byte that looks like a letter may stay before the text; see `Window`.
                let inner = if text.contains(inner) {
                    inner
                } else {
                    inner.get(1..).unwrap_or("")
                };
                assert!(text.contains(inner), "{start}+{len} of {text}: {}", decoded.text);
                let ends = decoded.text.starts_with('\u{FFFD}') || decoded.text.ends_with('\u{FFFD}');
                assert_eq!(ends, codes(&decoded).contains(&WarningCode::CutCharacter));
            }
        }
    }
}

#[test]
fn a_cut_character_is_one_replacement_character_at_its_end() {
    // The rest of 府, whole characters, and the beginning of 市.
    let all = "府办公厅关于印发云泽市".as_bytes();
    let decoded = decode(&all[1..all.len() - 1], None).unwrap();
    assert_eq!(decoded.text, "\u{FFFD}办公厅关于印发云泽\u{FFFD}");
    assert_eq!(codes(&decoded), [WarningCode::CutCharacter; 2]);
    assert_eq!(decoded.doubts[0].2, Span::new(0, 3));
    assert_eq!(decoded.doubts[1].2.end, decoded.text.len());
    assert_eq!(
        decoded.doubts[0].1,
        "The input begins in the middle of a character, which stands as U+FFFD."
    );

    let all = encoded("府办公厅关于印发云泽市", Encoding::Gb18030);
    for told in [None, Some(Encoding::Gb18030)] {
        let decoded = decode(&all[1..all.len() - 1], told).unwrap();
        assert_eq!(decoded.text, "\u{FFFD}办公厅关于印发云泽\u{FFFD}");
        assert_eq!(codes(&decoded), [WarningCode::CutCharacter; 2]);
    }

    // 㐀 has four bytes; what is left of it are three, two, or one, and the last is a digit.
    let all = encoded("㐀办公厅关于印发云泽市", Encoding::Gb18030);
    for (cut, text) in [(1, "\u{FFFD}办公厅关于印发云泽市"), (2, "\u{FFFD}办公厅关于印发云泽市")] {
        assert_eq!(decode(&all[cut..], None).unwrap().text, text, "{cut}");
    }

    let all = encoded("府办公厅关于印发云泽市", Encoding::Utf16Be);
    let decoded = decode(&all[1..all.len() - 1], None).unwrap();
    assert_eq!(decoded.text, "\u{FFFD}办公厅关于印发云泽\u{FFFD}");
}

#[test]
fn byte_order_marks_are_taken_off() {
    for (text, encoding, bytes) in cases() {
        let mark = encoded("\u{FEFF}", encoding);
        if encoding == Encoding::Big5 {
            continue;
        }
        for told in [None, Some(encoding)] {
            let decoded = decode(&[mark.as_slice(), &bytes].concat(), told)
                .unwrap()
                .text
                .into_owned();
            assert_eq!(decoded, text, "{encoding:?}");
        }
    }
    // One mark is the mark; a second is text.
    assert_eq!(
        decode("\u{FEFF}\u{FEFF}通知".as_bytes(), None).unwrap().text,
        "\u{FEFF}通知"
    );
}

#[test]
fn a_mark_of_the_other_byte_order_overrules_the_label() {
    let bytes = encoded("\u{FEFF}关于印发", Encoding::Utf16Be);
    let decoded = decode(&bytes, Encoding::from_label("utf-16")).unwrap();
    assert_eq!((decoded.encoding, &*decoded.text), (Encoding::Utf16Be, "关于印发"));
}

#[test]
fn a_mark_before_text_of_another_encoding_is_seen_through() {
    let bytes = [b"\xEF\xBB\xBF".as_slice(), &encoded(HANS[0], Encoding::Gb18030)].concat();
    let decoded = decode(&bytes, None).unwrap();
    assert_eq!((decoded.encoding, &*decoded.text), (Encoding::Gb18030, HANS[0]));
}

#[test]
fn utf8_is_borrowed() {
    for text in [
        "通知",
        "Notice 12\r\n",
        "\u{FEFF}通知\u{FFFD}",
        "caf\u{E9} \u{3B1}",
        "a\0关于印发通知",
    ] {
        let decoded = decode(text.as_bytes(), None).unwrap();
        assert!(matches!(decoded.text, std::borrow::Cow::Borrowed(_)), "{text}");
        assert_eq!(decoded.encoding, Encoding::Utf8);
    }
}

#[test]
fn damaged_utf8_stays_utf8_and_says_where() {
    let mut bytes = HANS[0].as_bytes().to_vec();
    bytes[30] = 0xFF;
    bytes[31] = b'?';
    bytes[150] = 0xF8;
    let decoded = decode(&bytes, None).unwrap();
    assert_eq!(decoded.encoding, Encoding::Utf8);
    assert_eq!(codes(&decoded), [WarningCode::MalformedBytes; 2]);
    for (_, message, span) in &decoded.doubts {
        assert!(span.of(&decoded.text).starts_with('\u{FFFD}') && span.of(&decoded.text).ends_with('\u{FFFD}'));
        assert!(message.ends_with('.') && message.contains("UTF-8"), "{message}");
    }
    // A tenth of the characters lost is much, and still UTF-8.
    let mut bytes = HANS[1].as_bytes().to_vec();
    bytes.iter_mut().step_by(31).for_each(|byte| *byte = 0xFE);
    assert_eq!(decode(&bytes, None).unwrap().encoding, Encoding::Utf8);
}

#[test]
fn the_list_of_doubts_is_bounded() {
    let bytes = "关于印发\u{20}".repeat(200).replace(' ', "\u{1}").into_bytes();
    let bytes: Vec<u8> = bytes
        .into_iter()
        .map(|byte| if byte == 1 { 0xFF } else { byte })
        .collect();
    let decoded = decode(&bytes, Some(Encoding::Utf8)).unwrap();
    assert_eq!(decoded.doubts.len(), 65);
    let (code, message, span) = &decoded.doubts[64];
    assert_eq!(*code, WarningCode::LimitReached);
    assert_eq!(message, "136 more damaged places are not listed one by one.");
    assert_eq!(span.end, decoded.text.len());
}

#[test]
fn characters_lost_before_are_doubts() {
    let table: &[(&str, &[&str])] = &[
        (
            "王\u{FFFD}明，\u{FFFD}\u{FFFD}同志，电话\u{FFFD}",
            &["\u{FFFD}明，\u{FFFD}\u{FFFD}", "\u{FFFD}"],
        ),
        ("经办人王锟斤拷锟斤拷明", &["锟斤拷锟斤拷"]),
        ("石桐镇,??水渠维护", &["??"]),
        ("是否属于补贴范围?答:是。", &[]),
        ("https://example.invalid/list??page=2", &[]),
        ("斤拷锟斤", &[]),
    ];
    for (text, places) in table {
        let decoded = decode(text.as_bytes(), None).unwrap();
        let found: Vec<&str> = decoded.doubts.iter().map(|(_, _, span)| span.of(text)).collect();
        assert_eq!(found, *places, "{text}");
        assert!(
            codes(&decoded)
                .iter()
                .all(|code| *code == WarningCode::ReplacementCharacters)
        );
    }
}

#[test]
fn gb18030_keeps_its_four_byte_characters() {
    let text = "经办人：\u{20BB7}野\u{3447}，联系电话见附件。🀄";
    let bytes = encoded(text, Encoding::Gb18030);
    let decoded = decode(&bytes, None).unwrap();
    assert_eq!((decoded.encoding, &*decoded.text), (Encoding::Gb18030, text));
}

#[test]
fn nothing_to_read_is_empty() {
    let utf16_blank = encoded(" \n\u{3000}\n", Encoding::Utf16Le);
    for bytes in [
        &b""[..],
        b" \r\n\t",
        b"\xEF\xBB\xBF",
        b"\xEF\xBB\xBF \n",
        b"\xFF\xFE",
        "\u{3000}\n".as_bytes(),
        &utf16_blank,
        b"\x80",
    ] {
        assert_eq!(decode(bytes, None).unwrap_err().code(), "empty", "{bytes:?}");
    }
}

#[test]
fn what_is_no_text_is_binary() {
    // A linear congruential generator: bytes without a pattern that are the same in every run.
    let mut state = 12345_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    for len in [64, 100, 1000, 5000] {
        for _ in 0..50 {
            let bytes: Vec<u8> = (0..len).map(|_| noise()).collect();
            assert!(decode(&bytes, None).is_err(), "{bytes:?}");
        }
    }
    let records: Vec<u8> = (0..400_u32).flat_map(|n| (n * 977).to_le_bytes()).collect();
    for bytes in [
        &records[..],
        &[0; 64],
        &[0xFF; 64],
        &[7; 64],
        &b"\x7FELF\x02\x01\x01\0\0\0\0\0"[..],
    ] {
        assert_eq!(decode(bytes, None).unwrap_err().code(), "binary", "{bytes:?}");
    }
}

#[test]
fn the_callers_word_goes_before_the_bytes_but_not_before_a_known_format() {
    let bytes = encoded("关于印发", Encoding::Gb18030);
    assert_eq!(decode(&bytes, Some(Encoding::Big5)).unwrap().encoding, Encoding::Big5);
    assert_eq!(
        decode(&[1, 2, 3, b'x'], Some(Encoding::Utf8)).unwrap().text,
        "\u{1}\u{2}\u{3}x"
    );
    assert!(decode(b"%PDF-1.7 ...", Some(Encoding::Gb18030)).is_err());
}

#[test]
fn labels_name_encodings() {
    for &encoding in Encoding::ALL {
        assert_eq!(Encoding::from_label(encoding.name()), Some(encoding));
        assert_eq!(Encoding::from_label(&encoding.name().to_uppercase()), Some(encoding));
    }
    let table = [
        ("utf8", Some(Encoding::Utf8)),
        (" UTF-8 ", Some(Encoding::Utf8)),
        ("us-ascii", Some(Encoding::Utf8)),
        ("GBK", Some(Encoding::Gb18030)),
        ("gb2312", Some(Encoding::Gb18030)),
        ("cp936", Some(Encoding::Gb18030)),
        ("big5-hkscs", Some(Encoding::Big5)),
        ("UTF-16", Some(Encoding::Utf16Le)),
        ("utf16be", Some(Encoding::Utf16Be)),
        ("unicodefffe", Some(Encoding::Utf16Be)),
        ("euc-kr", None),
        ("", None),
    ];
    for (label, encoding) in table {
        assert_eq!(Encoding::from_label(label), encoding, "{label}");
    }
}

/// What every result keeps, whatever the bytes were.
fn keeps_its_promises(bytes: &[u8], told: Option<Encoding>) {
    let Ok(decoded) = decode(bytes, told) else { return };
    assert!(decoded.doubts.len() <= 65);
    let mut last = 0;
    for (_, message, span) in &decoded.doubts {
        assert!(!span.of(&decoded.text).is_empty(), "{span:?}");
        assert!(span.start >= last && message.ends_with('.'));
        last = span.end;
    }
    let lost = decoded.text.contains('\u{FFFD}');
    assert!(!lost || !decoded.doubts.is_empty());
}

fn any_encoding() -> impl Strategy<Value = Option<Encoding>> {
    proptest::option::of(proptest::sample::select(Encoding::ALL))
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), told in any_encoding()) {
        keeps_its_promises(&bytes, told);
    }

    #[test]
    fn damaged_pieces_are_read(
        case in 0..23_usize, start in 0..200_usize, len in 0..300_usize,
        blows in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 0..40),
        told in any_encoding(),
    ) {
        let cases = cases();
        let (.., bytes) = &cases[case % cases.len()];
        let mut piece: Vec<u8> = bytes.iter().skip(start).take(len).copied().collect();
        if !piece.is_empty() {
            for (place, byte) in blows {
                let at = place.index(piece.len());
                piece[at] = byte;
            }
        }
        keeps_its_promises(&piece, told);
    }

    #[test]
    fn any_text_survives_in_a_named_encoding(text in "\\PC{1,40}") {
        for &encoding in &[Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
            if let Ok(decoded) = decode(&encoded(&text, encoding), Some(encoding)) {
                prop_assert_eq!(&*decoded.text, text.strip_prefix('\u{FEFF}').unwrap_or(&text));
            }
        }
    }
}
