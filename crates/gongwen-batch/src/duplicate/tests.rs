//! Which notices repeat one another, as a table; the memory, its bound and its order.

use super::identity::Identity;
use super::sketch::sketch;
use super::{Dedupe, Fingerprint, Seen};
use gongwen::{Notice, Options, extract};

const NOTICE: &str = "云泽市住房和城乡建设局关于开展2031年度老旧小区改造工作的通知\n\
    云建发〔2031〕17号\n\
    各县（区）住房和城乡建设局：\n\
    为改善居民居住条件，现就开展2031年度老旧小区改造工作通知如下。\n\
    一、明确改造范围。2005年底前建成、配套设施不全、居民改造意愿强的小区，列入本年度计划。\n\
    二、落实改造内容。供水、供电、供气、排水等管线应改尽改；加装电梯每部补助20万元，楼道照明每户补助150元。\n\
    三、严格工程质量。施工单位应当具备相应资质，监理单位全程旁站，竣工验收须有居民代表参加。\n\
    四、做好群众工作。改造方案须经三分之二以上业主同意，施工期间设立公示栏，公布投诉电话0999-5550123。\n\
    五、按时报送进度。请于每月25日前报送改造进度，于2031年11月30日前完成全部工程。\n\
    云泽市住房和城乡建设局\n\
    2031年3月2日\n";

const IN_TRADITIONAL: &str = "雲澤市住房和城鄉建設局關於開展2031年度老舊小區改造工作的通知\n\
    雲建發〔2031〕17號\n\
    各縣（區）住房和城鄉建設局：\n\
    為改善居民居住條件，現就開展2031年度老舊小區改造工作通知如下。\n\
    一、明確改造範圍。2005年底前建成、配套設施不全、居民改造意願強的小區，列入本年度計劃。\n\
    二、落實改造內容。供水、供電、供氣、排水等管線應改盡改；加裝電梯每部補助20萬元，樓道照明每戶補助150元。\n\
    三、嚴格工程質量。施工單位應當具備相應資質，監理單位全程旁站，竣工驗收須有居民代表參加。\n\
    四、做好群眾工作。改造方案須經三分之二以上業主同意，施工期間設立公示欄，公佈投訴電話0999-5550123。\n\
    五、按時報送進度。請於每月25日前報送改造進度，於2031年11月30日前完成全部工程。\n\
    雲澤市住房和城鄉建設局\n\
    2031年3月2日\n";

fn read(text: &str) -> Notice {
    extract(text.as_bytes(), &Options::default()).unwrap()
}

fn repeats(first: &str, second: &str, mode: Dedupe) -> bool {
    let of = |text| Fingerprint::of(&read(text), mode).expect("long enough");
    let mut seen = Seen::new(mode, 1 << 20);
    assert_eq!(seen.check(&of(first), "first"), None);
    let found = seen.check(&of(second), "second");
    assert!(found.as_ref().is_none_or(|found| found.id == "first"), "{found:?}");
    found.is_some()
}

/// Replaces and says where nothing was there to replace.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(NOTICE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    })
}

#[test]
fn what_repeats_what() {
    let framed = format!(
        "首页 > 政务公开 > 通知公告\n发布时间：2031-05-09 08:30　浏览次数：12\n{NOTICE}\n版权所有：青禾县人民政府办公室\n"
    );
    let full_width = with(&[("2031", "２０３１"), ("，", ","), ("17", "１７"), ("（区）", "(区)")]);
    let wrapped = with(&[
        ("居民居住", "居民\n居住"),
        ("每部补助", "每部补\n助"),
        ("参加", "参\n加"),
    ]);
    let spaced = with(&[("为改善居民", "　　为 改 善 居 民"), ("三、", "　　三、 ")]);
    let without = |text: &str| with(&[(text, "")]);
    let third = "三、严格工程质量。施工单位应当具备相应资质，监理单位全程旁站，竣工验收须有居民代表参加。\n";
    // (what the copy is, the copy, whether it repeats exactly, whether nearly)
    let cases: &[(&str, String, bool, bool)] = &[
        ("the same bytes", NOTICE.to_owned(), true, true),
        ("framed by a site", framed, true, true),
        ("in Traditional script", IN_TRADITIONAL.to_owned(), true, true),
        ("in full-width digits", full_width, true, true),
        ("hard wrapped", wrapped, true, true),
        ("with blanks", spaced, true, true),
        ("without its number", without("云建发〔2031〕17号\n"), true, true),
        (
            "without signature and date",
            without("云泽市住房和城乡建设局\n2031年3月2日\n"),
            true,
            true,
        ),
        ("its agency misread", with(&[("云建发〔", "云健发〔")]), true, true),
        ("its year misread", with(&[("发〔2031〕", "发〔2037〕")]), true, true),
        ("a paragraph lost", without(third), false, true),
        (
            "a few characters misread",
            with(&[("改善", "改普"), ("公示栏", "公示拦"), ("旁站", "劳站")]),
            false,
            true,
        ),
        // Nothing but the text tells them apart, and the text says which it is only to a reader.
        ("a figure corrected", with(&[("20万元", "25万元")]), false, true),
        ("another number", with(&[("17号", "18号")]), false, false),
        (
            "the next year's",
            with(&[("2031年3月2日", "2032年3月1日"), ("2031", "2032"), ("17号", "9号")]),
            false,
            false,
        ),
        (
            "the next year's, no number in either",
            with(&[("2031", "2032"), ("云建发〔2032〕17号\n", ""), ("2032年3月2日", "")]),
            false,
            false,
        ),
        (
            "another city's",
            with(&[("云泽市", "江川市"), ("云建发〔2031〕17号\n", ""), ("3月2日", "3月8日")]),
            false,
            false,
        ),
        (
            "forwarded under another number",
            format!(
                "青禾县住房和城乡建设局转发云泽市住房和城乡建设局关于开展2031年度老旧小区改造工作的通知\n青建发〔2031〕31号\n{}",
                without("云建发〔2031〕17号\n")
            ),
            false,
            false,
        ),
    ];
    for (what, copy, exactly, nearly) in cases {
        // What the copy lacks, the first must have, and the other way round.
        for (first, second) in [(NOTICE, copy.as_str()), (copy, NOTICE)] {
            assert_eq!(repeats(first, second, Dedupe::Exact), *exactly, "{what}, exact");
            assert_eq!(repeats(first, second, Dedupe::Near), *nearly, "{what}, near");
        }
    }
}

#[test]
fn marks_between_digits_count() {
    let tail = "，请各县区认真组织实施，确保各项任务落到实处，并将有关情况及时报送市水务局办公室汇总。";
    let text = |figure: &str| format!("关于水价的通知\n现将居民生活用水价格调整为每立方米{figure}元{tail}\n");
    for (one, other, same) in [
        ("2.5", "2．5", true),
        ("2.5", "25", false),
        ("3-5", "3—5", true),
        ("3-5", "35", false),
        ("1,200", "1200", true),
        ("2%", "2", false),
    ] {
        assert_eq!(
            repeats(&text(one), &text(other), Dedupe::Exact),
            same,
            "{one} and {other}"
        );
    }
}

#[test]
fn what_is_too_short_has_no_fingerprint() {
    for text in ["云泽市公告", "石桐镇人民政府公告\n详见附件。\n2031年5月9日\n"] {
        assert_eq!(Fingerprint::of(&read(text), Dedupe::Near), None);
    }
}

#[test]
fn a_fingerprint_is_kept_as_a_string() {
    for (mode, length) in [(Dedupe::Exact, 105), (Dedupe::Near, 361)] {
        let fingerprint = Fingerprint::of(&read(NOTICE), mode).unwrap();
        let json = serde_json::to_string(&fingerprint).unwrap();
        assert_eq!(json.len(), length + 2);
        assert_eq!(serde_json::from_str::<Fingerprint>(&json).unwrap(), fingerprint);
        for broken in [
            json.replace("\"1", "\"2"),
            json.replace("\"1", "\"1f"),
            "\"1+\"".to_owned(),
        ] {
            assert!(serde_json::from_str::<Fingerprint>(&broken).is_err(), "{broken}");
        }
    }
}

/// Fingerprints are kept in files: a change here is a change of their form, and needs another form number.
#[test]
fn hashes_are_the_same_in_every_version() {
    let identity = Identity::of(&read(NOTICE));
    assert_eq!(
        (identity.agency, identity.title, identity.title_numbers),
        (0xC47F_F4B6, 0x1677_C163, 0x05D7_7AFC)
    );
    let sketch =
        sketch("云泽市住房和城乡建设局关于开展2031年度老旧小区改造工作的通知为改善居民居住条件现就有关事项通知如下");
    assert_eq!((sketch[0], sketch[15]), (0x9FA7_6C2E_BD98_C1A0, 0xA480_6E94_D5F2_F2F1));
}

/// A made-up record: fingerprints of equal `kind` are nearly the same, of equal `kind` and `copy` exactly.
fn made(kind: u64, copy: u64, mode: Dedupe) -> Fingerprint {
    use super::sketch::mixed;
    let mut text = format!(
        "1{:016x}{:016x}{:0>72}",
        mixed(kind ^ mixed(copy)),
        mixed(copy ^ mixed(kind + 1)),
        ""
    );
    if mode == Dedupe::Near {
        for word in 0..16 {
            let changed = if copy > 0 && word == copy % 16 { 0x11 } else { 0 };
            text.push_str(&format!("{:016x}", mixed(mixed(kind) ^ word) ^ changed));
        }
    }
    Fingerprint::try_from(text).unwrap()
}

fn id(number: u64) -> String {
    format!("{number:032x}")
}

#[test]
fn repeats_name_the_first() {
    let mut seen = Seen::new(Dedupe::Near, 8 << 20);
    for kind in 0..2000 {
        assert_eq!(seen.check(&made(kind, 0, Dedupe::Near), &id(kind)), None);
    }
    for kind in 0..2000 {
        let exact = seen.check(&made(kind, 0, Dedupe::Near), "x").unwrap();
        assert_eq!((exact.id, exact.similarity), (id(kind), None));
        let near = seen.check(&made(kind, 3, Dedupe::Near), "y").unwrap();
        assert_eq!(near.id, id(kind));
        assert!(
            near.similarity.is_some_and(|alike| alike > 0.95 && alike < 1.0),
            "{near:?}"
        );
    }
    let mut seen = Seen::new(Dedupe::Exact, 1 << 20);
    assert_eq!(seen.check(&made(1, 0, Dedupe::Exact), "注 1"), None);
    assert_eq!(seen.check(&made(1, 1, Dedupe::Exact), "注 2"), None);
    assert_eq!(seen.check(&made(1, 0, Dedupe::Exact), "注 3").unwrap().id, "注 1");
}

#[test]
fn the_oldest_is_forgotten_first() {
    for mode in [Dedupe::Exact, Dedupe::Near] {
        let memory = 1 << 20;
        let mut seen = Seen::new(mode, memory);
        let handed_in = 25_000;
        for kind in 0..handed_in {
            assert_eq!(seen.check(&made(kind, 0, mode), &id(kind)), None);
            assert!(seen.bytes() <= memory);
        }
        let forgotten = seen.forgotten();
        assert!(forgotten > handed_in / 2, "{forgotten}");
        // From the latest back, since what is not found is remembered again.
        for kind in (forgotten..handed_in).rev() {
            assert_eq!(seen.check(&made(kind, 0, mode), "again").unwrap().id, id(kind));
        }
        assert_eq!(seen.check(&made(forgotten - 1, 0, mode), "again"), None);
    }
}

/// The figures that the documentation of [`Seen`] states.
#[test]
fn a_record_takes_the_bytes_it_is_said_to() {
    for (mode, each) in [(Dedupe::Exact, 96.0), (Dedupe::Near, 454.0)] {
        let memory: u64 = 1 << 20;
        let mut seen = Seen::new(mode, memory);
        let mut count = 0;
        while seen.forgotten() == 0 {
            seen.check(&made(count, 0, mode), &id(count));
            count += 1;
        }
        let measured = memory as f64 / (count - 1) as f64;
        assert!((measured / each - 1.0).abs() < 0.05, "{mode:?}: {measured}");
        assert!(seen.bytes() as f64 > 0.95 * memory as f64, "{}", seen.bytes());
    }
}

#[test]
fn long_ids_count() {
    let mut seen = Seen::new(Dedupe::Exact, 1 << 20);
    for kind in 0..5000 {
        seen.check(&made(kind, 0, Dedupe::Exact), &format!("{kind}{}", "号".repeat(300)));
        assert!(seen.bytes() <= 1 << 20);
    }
    assert!(seen.forgotten() > 3500, "{}", seen.forgotten());
    // No room for even one.
    let mut none = Seen::new(Dedupe::Near, 100);
    assert_eq!(none.check(&made(1, 0, Dedupe::Near), "a"), None);
    assert_eq!(
        (none.check(&made(1, 0, Dedupe::Near), "b"), none.forgotten()),
        (None, 2)
    );
}

#[test]
fn a_template_with_thousands_of_fillings_costs_no_more() {
    let mut seen = Seen::new(Dedupe::Near, 16 << 20);
    let text = |number: u64| {
        let form = NOTICE.replace("云建发〔2031〕17号", &format!("云建发〔2031〕{}号", number + 1));
        read(&form.replace("20万元", &format!("{}万元", number + 20)))
    };
    let first = Fingerprint::of(&text(0), Dedupe::Near).unwrap();
    let mut form = first.clone();
    for number in 0..5_000_u32 {
        form.text = [u64::from(number), 1];
        form.identity.serial = number + 1;
        assert_eq!(seen.check(&form, &id(u64::from(number))), None);
    }
    assert_eq!(seen.check(&first, "again").unwrap().id, id(0));
}
