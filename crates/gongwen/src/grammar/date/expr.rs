//! What date words say, before anybody asks what they leave out.

use crate::span::Span;

/// The year as the words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearRef {
    /// `2018年`.
    Said(i16),
    /// Fewer than four figures: `96年7月9日`, a year of the Republic in texts that count so, else of the last century.
    Short(i16),
    /// `民国一百零二年`: counted from 1912, the first.
    Republic(i16),
    /// Not said: `7月6日`, `上半年`.
    Unsaid,
    /// Counted from the notice's own year: 去年 -1, 今年 0, 明年 1.
    Own(i16),
    /// Counted from the year named before: 同年 and 当年 0, 次年 1.
    Named(i16),
}

/// The month as the words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthRef {
    /// The words speak of a whole year or of a part of one.
    Year,
    /// `4月`.
    Said(i8),
    /// A day or part of a month whose name is left out: `20日`, `月底`.
    Unsaid,
    /// Counted from the notice's own month: 本月 0, 下月 1.
    Own(i8),
    /// Counted from the month named before: 当月 0, 次月 1.
    Named(i8),
}

/// Which part of the year or month is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it, or one day where a day is named.
    Whole,
    /// 上旬, 中旬 and 下旬 by their numbers: (1, 1) is 上旬, (2, 3) is 中下旬.
    Tens(u8, u8),
    /// 初.
    Beginning,
    /// 中, the middle.
    Middle,
    /// 底 or 末: the last day.
    End,
    /// 上半年 (1) or 下半年 (2).
    Half(u8),
    /// Quarters from the first to the second number; 前三季度 is (1, 3).
    Quarters(u8, u8),
    /// 第三季度末: the last day of a quarter.
    QuarterEnd(u8),
    /// 前N个月.
    FirstMonths(u8),
    /// 学年: September to August of the next year.
    SchoolYear,
    /// 学期: 1 is 秋季 (September to January), 2 is 春季 (February to July).
    Term(u8),
    /// 春 1, 夏 2, 秋 3, 冬 4.
    Season(u8),
    /// A five-year plan by its ordinal, and the slice of it that is meant.
    Plan(u8, PlanSlice),
}

/// A slice of a five-year plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanSlice {
    /// 期间.
    Whole,
    /// 初: the first year.
    Beginning,
    /// 末: the last day.
    End,
    /// 前N年.
    First(u8),
    /// 后N年.
    Last(u8),
}

/// A point or period of the calendar, possibly with its year or month left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The year.
    pub year: YearRef,
    /// The month.
    pub month: MonthRef,
    /// The day of the month, 1 to 31; not yet checked against the month.
    pub day: Option<i8>,
    /// The part of year or month.
    pub part: Part,
}

impl Period {
    /// A whole year.
    #[must_use]
    pub const fn year(year: YearRef) -> Self {
        Self {
            year,
            month: MonthRef::Year,
            day: None,
            part: Part::Whole,
        }
    }

    /// A whole month.
    #[must_use]
    pub const fn month(year: YearRef, month: MonthRef) -> Self {
        Self {
            year,
            month,
            day: None,
            part: Part::Whole,
        }
    }

    /// A day.
    #[must_use]
    pub const fn day(year: YearRef, month: MonthRef, day: i8) -> Self {
        Self {
            year,
            month,
            day: Some(day),
            part: Part::Whole,
        }
    }

    /// The same year or month, but only this part of it.
    #[must_use]
    pub const fn part(self, part: Part) -> Self {
        Self { part, ..self }
    }

    /// Whether it is a single day by its words.
    #[must_use]
    pub const fn is_day(self) -> bool {
        self.day.is_some()
    }
}

/// Where a range begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// At a date.
    Period(Period),
    /// 即日起, 发布之日起: on the day of issue.
    Issue,
}

/// What frames a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Nothing: the date itself.
    None,
    /// 前, 之前, 以前, 止: until its last day.
    Before,
    /// 起: from its first day on.
    From,
}

/// How often something comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// 每天.
    Daily,
    /// 每周.
    Weekly,
    /// 每月.
    Monthly,
    /// 每年.
    Yearly,
}

/// Which days of the month or week a repetition falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Days {
    /// The words do not say.
    Any,
    /// One day of the month; -1 is the last.
    Day(i8),
    /// Two days of the month.
    Both(i8, i8),
    /// From one day of the month to another.
    Span(i8, i8),
    /// A day of the week, Monday 0.
    Weekday(u8),
}

/// A repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recurrence {
    /// The unit.
    pub frequency: Frequency,
    /// Every how many units.
    pub interval: u8,
    /// The months, January as bit 0; 0 where the words name none.
    pub months: u16,
    /// The days.
    pub days: Days,
}

/// The unit an offset counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 日, 天.
    Day,
    /// 工作日.
    WorkDay,
    /// 周.
    Week,
    /// 个月.
    Month,
    /// 年.
    Year,
    /// 小时.
    Hour,
}

/// What an offset bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffsetEnd {
    /// 内, 止: the time up to then.
    Within,
    /// 后: the time from then on.
    After,
    /// 前: a time before the event.
    Before,
    /// No length said: from the event on (发布之日起).
    Open,
}

/// A time counted from an event: 收到通知之日起5个工作日内.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset {
    /// The words that name the event.
    pub event: Span,
    /// Whether the event is the issue of a document (发布, 印发, 公布 …).
    pub issue: bool,
    /// How many units; 0 where none are said.
    pub count: u16,
    /// The unit.
    pub unit: Unit,
    /// What is bounded.
    pub end: OffsetEnd,
}

/// What the date words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A point or period.
    Period(Period),
    /// From one to another.
    Range(From, Period),
    /// A repetition.
    Recurring(Recurrence),
    /// Counted from an event.
    Offset(Offset),
    /// 即日: the day of issue.
    Issue,
    /// Looks like a date and is none.
    Decoy,
}

/// What date words say: fields that they leave out are left out here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateExpr {
    /// The date, range, repetition or count.
    pub what: What,
    /// 前, 起 and their kin.
    pub bound: Bound,
}

impl DateExpr {
    /// A date without a frame.
    #[must_use]
    pub const fn plain(what: What) -> Self {
        Self {
            what,
            bound: Bound::None,
        }
    }

    /// A point or period without a frame.
    #[must_use]
    pub const fn period(period: Period) -> Self {
        Self::plain(What::Period(period))
    }

    /// Its point or period, or the end of its range.
    #[must_use]
    pub const fn last(&self) -> Option<Period> {
        match self.what {
            What::Period(period) | What::Range(_, period) => Some(period),
            _ => None,
        }
    }

    /// Its point or period, or the beginning of its range.
    #[must_use]
    pub const fn first(&self) -> Option<Period> {
        match self.what {
            What::Period(period) | What::Range(From::Period(period), _) => Some(period),
            _ => None,
        }
    }

    /// Whether the words leave the year out.
    #[must_use]
    pub fn needs_year(&self) -> bool {
        let unsaid = |period: Option<Period>| {
            period.is_some_and(|p| p.year == YearRef::Unsaid && !matches!(p.part, Part::Plan(..)))
        };
        match self.what {
            What::Range(From::Period(from), to) => unsaid(Some(from)) && unsaid(Some(to)),
            _ => unsaid(self.last()),
        }
    }

    /// Whether the words name a month, or a day of one: plans and ranges of years do not.
    #[must_use]
    pub fn names_month(&self) -> bool {
        self.last().is_some_and(|last| last.month != MonthRef::Year)
    }

    /// Whether the words leave the month out.
    #[must_use]
    pub fn needs_month(&self) -> bool {
        self.first().is_some_and(|p| p.month == MonthRef::Unsaid)
    }
}
