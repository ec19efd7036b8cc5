"""Times beside their readings: sentence, day of the report, words, EDTF, ISO duration. 2018-10-07 is a Sunday."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.edtf import valid
from dragoman.language.times.resolve import times
from dragoman.language.tokens import tokenize
from dragoman.markup import Marked, Sentence, Verb
from dragoman.model import Date, Dateline, Document, Dropped, Time
from dragoman.terms import rows

SUNDAY = "2018-10-07"
NO_DOC = tokenize("")


def document(text: str, day: str | None = SUNDAY, **fields: object) -> Document:
    date = Date(edtf=day, basis="given") if day else None
    return Document(id="t", sha256="t", text=text, date=date, **fields)  # type: ignore[arg-type]


def mark(text: str, day: str | None = SUNDAY, **fields: object) -> Marked:
    return times(Marked(document=document(text, day, **fields), doc=NO_DOC))


def found(text: str, day: str | None = SUNDAY) -> dict[str, Time]:
    return {time.quote: time for time in mark(text, day).times}


# (sentence, day of the report, words, edtf, duration)
READINGS = [
    # weekdays
    ("The envoys met on Sunday.", SUNDAY, "Sunday", "2018-10-07", None),
    ("The envoys met on Friday.", SUNDAY, "Friday", "2018-10-05", None),
    ("The envoys met on Monday.", SUNDAY, "Monday", "2018-10-01", None),
    ("A round that was to open on Tuesday has been postponed.", SUNDAY, "Tuesday", "2018-10-09", None),
    # the day of a plan: the nearest where it came to nothing, that of the main verb where it came, else ahead
    ("The talks, planned for September, were cancelled.", SUNDAY, "September", "2018-09", None),
    ("A visit planned for June was postponed by Egypt.", SUNDAY, "June", "2018-06", None),
    ("Talks scheduled for July were put off, the envoy said.", SUNDAY, "July", "2018-07", None),
    ("A tour planned for December was cancelled.", SUNDAY, "December", "2018-12", None),
    ("The summit set for December has been called off.", SUNDAY, "December", "2018-12", None),
    ("Talks planned for August cancelled", SUNDAY, "August", "2018-08", None),
    ("The review was planned for July but was dropped.", SUNDAY, "July", "2018-07", None),
    ("The review had been scheduled for November.", SUNDAY, "November", "2018-11", None),
    ("The visit, planned for 12 September, was called off.", SUNDAY, "12 September", "2018-09-12", None),
    ("Talks scheduled for Monday were cancelled.", SUNDAY, "Monday", "2018-10-08", None),
    ("The vote, due in January, was held in a school.", SUNDAY, "January", "2018-01", None),
    ("The truce, expected in December, never took hold.", SUNDAY, "December", "2017-12", None),
    ("The talks are planned for August.", SUNDAY, "August", "2019-08", None),
    ("He arrives soon.", SUNDAY, "soon", "2018-10-07/..", None),
    ("The teacher was set free on Wednesday.", SUNDAY, "Wednesday", "2018-10-03", None),
    ("Talks planned for August are in doubt.", SUNDAY, "August", "2019-08", None),
    ("A visit planned for February was announced.", SUNDAY, "February", "2019-02", None),
    ("The envoys will meet on Friday.", SUNDAY, "Friday", "2018-10-12", None),
    ("The envoys will meet on Monday.", SUNDAY, "Monday", "2018-10-08", None),
    ("Talks would resume Tuesday, the spokesman added.", SUNDAY, "Tuesday", "2018-10-09", None),
    ("The two sides agreed to meet on Thursday.", SUNDAY, "Thursday", "2018-10-11", None),
    ("The ministry said Saturday that nothing had changed.", SUNDAY, "Saturday", "2018-10-06", None),
    ("He landed last Friday.", SUNDAY, "last Friday", "2018-10-05", None),
    ("He landed last Sunday.", SUNDAY, "last Sunday", "2018-09-30", None),
    ("She returns next Wednesday.", SUNDAY, "next Wednesday", "2018-10-10", None),
    ("She will return this coming Thursday.", SUNDAY, "this coming Thursday", "2018-10-11", None),
    ("They signed it this past Tuesday.", SUNDAY, "this past Tuesday", "2018-10-02", None),
    ("They met on Sunday night.", SUNDAY, "Sunday night", "2018-10-07", None),
    ("Friday's session lasted an hour.", SUNDAY, "Friday", "2018-10-05", None),
    ("The council will vote on Monday of next week.", SUNDAY, "Monday of next week", "2018-10-08", None),
    ("The council voted on Monday last week.", "2018-10-10", "Monday last week", "2018-10-01", None),
    ("On Thursday the delegation will fly home.", SUNDAY, "Thursday", "2018-10-11", None),
    ("The parade was held early Tuesday.", SUNDAY, "early Tuesday", "2018-10-02", None),
    ("The deadline was extended until Tuesday.", SUNDAY, "Tuesday", "../2018-10-09", None),
    ("They met from Monday to Wednesday.", SUNDAY, "Monday to Wednesday", "2018-10-01/2018-10-03", None),
    (
        "It began on 20 March 2003. The following Friday the palace fell.",
        SUNDAY,
        "The following Friday",
        "2003-03-21",
        None,
    ),
    # days told from the report
    ("He arrives today.", SUNDAY, "today", "2018-10-07", None),
    ("He arrived yesterday.", SUNDAY, "yesterday", "2018-10-06", None),
    ("He arrives tomorrow.", SUNDAY, "tomorrow", "2018-10-08", None),
    ("They talked late yesterday.", SUNDAY, "late yesterday", "2018-10-06", None),
    ("They talk again tomorrow morning.", SUNDAY, "tomorrow morning", "2018-10-08", None),
    ("They left the day before yesterday.", SUNDAY, "the day before yesterday", "2018-10-05", None),
    ("They leave the day after tomorrow.", SUNDAY, "the day after tomorrow", "2018-10-09", None),
    ("They spoke last night.", SUNDAY, "last night", "2018-10-06", None),
    ("They spoke this morning.", SUNDAY, "this morning", "2018-10-07", None),
    ("A dinner is planned tonight.", SUNDAY, "tonight", "2018-10-07", None),
    ("Shells fell overnight.", SUNDAY, "overnight", "2018-10-06/2018-10-07", None),
    # days told from the text
    ("They met on June 12. That day it rained.", SUNDAY, "That day", "2018-06-12", None),
    ("They met on June 12. He left the same day.", SUNDAY, "the same day", "2018-06-12", None),
    ("They met on June 12. He left the next day.", SUNDAY, "the next day", "2018-06-13", None),
    ("They met on June 12. He left the following morning.", SUNDAY, "the following morning", "2018-06-13", None),
    ("They met on June 12. He left two days later.", SUNDAY, "two days later", "2018-06-14", "P2D"),
    ("They met on June 12. He had written a week earlier.", SUNDAY, "a week earlier", "2018-06-05~", "P1W"),
    ("They met on June 12. He had landed the day before.", SUNDAY, "the day before", "2018-06-11", None),
    ("They met on June 12. The previous day he rested.", SUNDAY, "The previous day", "2018-06-11", None),
    ("The pact dates from 1994. It was extended the following year.", SUNDAY, "the following year", "1995", None),
    ("The pact dates from 1994. Three years later it fell apart.", SUNDAY, "Three years later", "1997", "P3Y"),
    ("The pact was signed on 21 October 1994. That year he died.", SUNDAY, "That year", "1994", None),
    ("The pact was signed on 21 October 1994. Later that month he died.", SUNDAY, "Later that month", "1994-10", None),
    ("The strike came on Friday. That night he spoke.", SUNDAY, "That night", "2018-10-05", None),
    # day and month
    ("The two men met on June 12 in Singapore.", SUNDAY, "June 12", "2018-06-12", None),
    ("The two leaders met on 12 June 2018.", SUNDAY, "12 June 2018", "2018-06-12", None),
    ("It was signed on Feb. 10.", SUNDAY, "Feb. 10", "2018-02-10", None),
    ("It was signed on Sept. 9, 1999.", SUNDAY, "Sept. 9, 1999", "1999-09-09", None),
    ("They will meet on the 12th of December.", SUNDAY, "the 12th of December", "2018-12-12", None),
    ("They will meet on January 15.", SUNDAY, "January 15", "2019-01-15", None),
    ("Both agreed to report by 15 October.", SUNDAY, "15 October", "../2018-10-15", None),
    ("The talks opened on Friday, Oct. 5, in Geneva.", SUNDAY, "Friday, Oct. 5", "2018-10-05", None),
    ("The talks opened on Jan. 3 of last year.", SUNDAY, "Jan. 3 of last year", "2017-01-03", None),
    ("A new round is said to open Oct. 9.", SUNDAY, "Oct. 9", "2018-10-09", None),
    ("He was shot on May 4th, 1979.", SUNDAY, "May 4th, 1979", "1979-05-04", None),
    ("He was elected on 1 March.", SUNDAY, "1 March", "2018-03-01", None),
    ("The truce of twenty-seven February 1953 held.", SUNDAY, "twenty-seven February 1953", "1953-02-27", None),
    ("It was agreed last June 3.", SUNDAY, "last June 3", "2018-06-03", None),
    ("The accord of 29 February was void.", SUNDAY, "29 February", "2016-02-29", None),
    ("The note reads 31 April.", SUNDAY, "31 April", None, None),
    # ranges of days
    (
        "The leaders met on 27 to 28 February 2019.",
        "2019-03-05",
        "27 to 28 February 2019",
        "2019-02-27/2019-02-28",
        None,
    ),
    ("The leaders will meet Feb. 27-28 in Hanoi.", "2019-02-10", "Feb. 27-28", "2019-02-27/2019-02-28", None),
    ("The delegates met from 3 to 5 May.", SUNDAY, "3 to 5 May", "2018-05-03/2018-05-05", None),
    ("He stayed from May 30 to June 2, 2018.", SUNDAY, "May 30 to June 2, 2018", "2018-05-30/2018-06-02", None),
    ("They met on April 26 and 27, 2018.", SUNDAY, "April 26 and 27, 2018", "2018-04-26/2018-04-27", None),
    (
        "He stayed from 28 December to 3 January.",
        "2019-01-20",
        "28 December to 3 January",
        "2018-12-28/2019-01-03",
        None,
    ),
    # by number
    ("The report of 2018-10-03 says so.", SUNDAY, "2018-10-03", "2018-10-03", None),
    ("The report of 07.10.2018 says so.", SUNDAY, "07.10.2018", "2018-10-07", None),
    ("The letter is dated 25/12/2017.", SUNDAY, "25/12/2017", "2017-12-25", None),
    ("The letter is dated 12/25/2017.", SUNDAY, "12/25/2017", "2017-12-25", None),
    ("The letter is dated 5/5/2017.", SUNDAY, "5/5/2017", "2017-05-05", None),
    ("The letter is dated 7/10/2018.", SUNDAY, "7/10/2018", None, None),
    ("Much changed after 9/11.", SUNDAY, "9/11", "2001-09-11/..", None),
    # months
    ("They met in June.", SUNDAY, "June", "2018-06", None),
    ("They met in December.", SUNDAY, "December", "2017-12", None),
    ("They will meet in March.", SUNDAY, "March", "2019-03", None),
    ("They met in May and parted.", SUNDAY, "May", "2018-05", None),
    ("They met in June 2018.", SUNDAY, "June 2018", "2018-06", None),
    ("They met last June.", SUNDAY, "last June", "2018-06", None),
    ("They meet next May.", SUNDAY, "next May", "2019-05", None),
    ("They met in January this year.", SUNDAY, "January this year", "2018-01", None),
    ("They met in June of last year.", SUNDAY, "June of last year", "2017-06", None),
    ("A summit will be held in mid-January.", SUNDAY, "mid-January", "2019-01-11~/2019-01-20~", None),
    ("It was held in early March 2018.", SUNDAY, "early March 2018", "2018-03-01/2018-03-10~", None),
    ("It was held at the end of February.", SUNDAY, "the end of February", "2018-02-28~", None),
    ("It will be ready by end-March.", SUNDAY, "end-March", "../2019-03-31~", None),
    ("It was held in late April.", SUNDAY, "late April", "2018-04-21~/2018-04-30", None),
    ("They negotiated between March and June 2018.", SUNDAY, "March and June 2018", "2018-03/2018-06", None),
    ("They negotiated from May to July.", SUNDAY, "May to July", "2018-05/2018-07", None),
    ("The inspectors have had no access since August.", SUNDAY, "August", "2018-08/..", None),
    # years and longer
    ("The Agreement of 1994 froze the reactor.", SUNDAY, "1994", "1994", None),
    ("The 1994 Agreed Framework froze the reactor.", SUNDAY, "1994", "1994", None),
    ("He has led the party since 2003.", SUNDAY, "2003", "2003/..", None),
    ("It was built before 1990.", SUNDAY, "1990", "../1990", None),
    ("It was built in early 2018.", SUNDAY, "early 2018", "2018-01/2018-04~", None),
    ("It was built in mid-2018.", SUNDAY, "mid-2018", "2018-05~/2018-08~", None),
    ("It was built in late 2017.", SUNDAY, "late 2017", "2017-09~/2017-12", None),
    ("Everything must go by the end of 2020.", SUNDAY, "the end of 2020", "../2020-12~", None),
    ("The talks of 2003-2005 failed.", SUNDAY, "2003-2005", "2003/2005", None),
    ("The talks of 1994-95 failed.", SUNDAY, "1994-95", "1994/1995", None),
    ("They negotiated from 1994 to 2002.", SUNDAY, "1994 to 2002", "1994/2002", None),
    ("They negotiated between 2003 and 2007.", SUNDAY, "2003 and 2007", "2003/2007", None),
    ("It began in nineteen ninety-six.", SUNDAY, "nineteen ninety-six", "1996", None),
    ("Relations froze in the 1990s.", SUNDAY, "the 1990s", "199X", None),
    ("Relations froze in the late 1970s.", SUNDAY, "the late 1970s", "1977~/1979", None),
    ("Relations froze in the '80s.", SUNDAY, "the '80s", "198X", None),
    ("It is a war of the 20th century.", SUNDAY, "the 20th century", "19XX", None),
    ("The elections of '98 were rigged.", SUNDAY, "'98", "1998", None),
    # quarters, halves, fiscal and academic years, seasons
    ("Trade fell in the third quarter of 2017.", SUNDAY, "the third quarter of 2017", "2017-07/2017-09", None),
    ("Trade fell in the first quarter.", SUNDAY, "the first quarter", "2018-01/2018-03", None),
    ("It will open in the first quarter.", SUNDAY, "the first quarter", "2019-01/2019-03", None),
    ("Trade fell in the first half of 2018.", SUNDAY, "the first half of 2018", "2018-01/2018-06", None),
    ("A deal is due in the second half of next year.", SUNDAY, "the second half of next year", "2019-07/2019-12", None),
    ("Trade rose in this year's third quarter.", SUNDAY, "this year's third quarter", "2018-07/2018-09", None),
    ("The aid is in the budget of fiscal 1989.", SUNDAY, "fiscal 1989", "1989~", None),
    ("Students of the 2018-19 academic year protested.", SUNDAY, "the 2018-19 academic year", "2018/2019", None),
    ("The drills were held last spring.", SUNDAY, "last spring", "2018-21", None),
    ("The drills will be held next winter.", SUNDAY, "next winter", "2018-24", None),
    ("The drills were held in the summer of 2017.", SUNDAY, "the summer of 2017", "2017-22", None),
    ("The drills were held this summer.", SUNDAY, "this summer", "2018-22", None),
    # relative periods
    ("They met last week.", SUNDAY, "last week", "2018-09-24/2018-09-30", None),
    ("They meet next week.", SUNDAY, "next week", "2018-10-08/2018-10-14", None),
    ("They met last month.", SUNDAY, "last month", "2018-09", None),
    ("They meet next month.", SUNDAY, "next month", "2018-11", None),
    ("They met earlier this year.", SUNDAY, "earlier this year", "2018", None),
    ("They met last year.", SUNDAY, "last year", "2017", None),
    ("All prisoners go home by the end of next month.", SUNDAY, "the end of next month", "../2018-11-30~", None),
    ("All prisoners will go home early next year.", SUNDAY, "early next year", "2019-01/2019-04~", None),
    ("They spoke over the weekend.", "2018-10-09", "the weekend", "2018-10-06/2018-10-07", None),
    ("They met last weekend.", "2018-10-09", "last weekend", "2018-10-06/2018-10-07", None),
    ("It must be done by the end of the year.", SUNDAY, "the end of the year", "../2018-12~", None),
    # so long ago, so long ahead
    ("They met three weeks ago.", SUNDAY, "three weeks ago", "2018-09-16~", "P3W"),
    ("They met two days ago.", SUNDAY, "two days ago", "2018-10-05", "P2D"),
    ("They met two years ago.", SUNDAY, "two years ago", "2016", "P2Y"),
    ("They met a month ago.", SUNDAY, "a month ago", "2018-09", "P1M"),
    ("They met several years ago.", SUNDAY, "several years ago", "../2018-10-07", "PXY"),
    ("A new round will open in two months.", SUNDAY, "two months", "2018-12~", "P2M"),
    ("A review will follow a year from now.", SUNDAY, "a year from now", "2019", "P1Y"),
    ("Parliament will ratify it within 60 days of signing.", SUNDAY, "60 days", None, "P60D"),
    ("In recent weeks the tone has changed.", SUNDAY, "recent weeks", "../2018-10-07", "PXW"),
    ("An answer is expected in the coming days.", SUNDAY, "the coming days", "2018-10-07/..", "PXD"),
    ("The mood soured over the past three months.", SUNDAY, "the past three months", "2018-07-07~/2018-10-07", "P3M"),
    ("The teams will work the next two weeks.", SUNDAY, "the next two weeks", "2018-10-07/2018-10-21~", "P2W"),
    ("Little was done in the past decade.", SUNDAY, "the past decade", "2008-10-07~/2018-10-07", "P10Y"),
    # vague
    ("I hope to see him in the near future.", SUNDAY, "the near future", "2018-10-07/..", None),
    ("It should take place as soon as possible.", SUNDAY, "as soon as possible", "2018-10-07/..", None),
    ("They will meet at an early date.", SUNDAY, "at an early date", "2018-10-07/..", None),
    ("They agreed on a “near-date” working group.", SUNDAY, "near-date", "2018-10-07/..", None),
    ("They will meet soon.", SUNDAY, "soon", "2018-10-07/..", None),
    ("They met recently.", SUNDAY, "recently", "../2018-10-07", None),
    ("The border is now closed.", SUNDAY, "now", "2018-10-07~", None),
    ("They failed in the past, he said.", SUNDAY, "the past", "../2018-10-07", None),
    # sides
    ("All fire must cease before 1 May.", "2018-04-27", "1 May", "../2018-05-01", None),
    ("All fire must cease before 1 May.", SUNDAY, "1 May", "../2019-05-01", None),
    ("The paper, to be published in November, sets the terms.", SUNDAY, "November", "2018-11", None),
    ("The envoy could come as early as Tuesday.", SUNDAY, "Tuesday", "2018-10-09", None),
    ("It had been due to expire Friday.", SUNDAY, "Friday", "2018-10-05", None),
    ("Celebrations to mark the truce were held on Friday.", SUNDAY, "Friday", "2018-10-05", None),
    ("Nothing can happen before the summit.", SUNDAY, "before the summit", None, None),
    ("He spoke after the latter's visit to Pyongyang.", SUNDAY, "after the latter's visit to Pyongyang", None, None),
    ("The border will stay shut until Friday.", SUNDAY, "Friday", "../2018-10-12", None),
    ("No plane has landed since Monday.", SUNDAY, "Monday", "2018-10-01/..", None),
    ("No work was done after 2016.", SUNDAY, "2016", "2016/..", None),
    ("He spoke after Friday's meeting.", SUNDAY, "Friday", "2018-10-05", None),
    # lengths
    ("They met for two hours before a lunch.", SUNDAY, "two hours", None, "PT2H"),
    ("The four-day visit ended.", SUNDAY, "four-day", None, "P4D"),
    ("A 60-day truce holds.", SUNDAY, "60-day", None, "P60D"),
    ("It ended an 11-year lull.", SUNDAY, "11-year", None, "P11Y"),
    ("It took more than a decade.", SUNDAY, "more than a decade", None, "P10Y"),
    ("They have 48 hours to answer.", SUNDAY, "48 hours", None, "PT48H"),
    ("It took two and a half years.", SUNDAY, "two and a half years", None, "P2Y6M"),
    ("It took 5 1/2 hours.", SUNDAY, "5 1/2 hours", None, "PT5H30M"),
    ("It took a year and a half.", SUNDAY, "a year and a half", None, "P1Y6M"),
    ("It took half an hour.", SUNDAY, "half an hour", None, "PT30M"),
    ("It will take two to three weeks.", SUNDAY, "two to three weeks", None, "P2W"),
    ("It dragged on for several months.", SUNDAY, "several months", None, "PXM"),
    ("They waited for years.", SUNDAY, "years", None, "PXY"),
    ("They talked for about twenty-four hours.", SUNDAY, "about twenty-four hours", None, "PT24H"),
    ("Two more weeks are needed.", SUNDAY, "Two more weeks", None, "P2W"),
    # again and again
    ("They meet every Monday.", SUNDAY, "every Monday", None, "P1W"),
    ("They meet on Tuesdays.", SUNDAY, "Tuesdays", None, "P1W"),
    ("They meet annually.", SUNDAY, "annually", None, "P1Y"),
    ("They meet each year.", SUNDAY, "each year", None, "P1Y"),
    ("They meet twice a month.", SUNDAY, "twice a month", None, "P1M"),
    ("They meet every two weeks.", SUNDAY, "every two weeks", None, "P2W"),
    ("They meet every other day.", SUNDAY, "every other day", None, "P2D"),
    # the clock
    ("The talks opened at 3 p.m. local time.", SUNDAY, "3 p.m. local time", "2018-10-07T15:00:00", None),
    ("The talks opened at 10:35 a.m. Friday.", SUNDAY, "10:35 a.m. Friday", "2018-10-05T10:35:00", None),
    ("The talks opened on Friday at 9 a.m.", SUNDAY, "9 a.m.", "2018-10-05T09:00:00", None),
    ("The talks opened at 0735 GMT.", SUNDAY, "0735 GMT", "2018-10-07T07:35:00Z", None),
    ("The truce begins at midnight.", SUNDAY, "midnight", "2018-10-08T00:00:00", None),
    ("The truce began at noon Saturday.", SUNDAY, "noon Saturday", "2018-10-06T12:00:00", None),
    ("The truce begins at 12:01 a.m. on Monday.", SUNDAY, "12:01 a.m.", "2018-10-07T00:01:00", None),
    # feasts
    ("He spoke on New Year's Day.", SUNDAY, "New Year's Day", "2018-01-01", None),
    ("He spoke on New Year’s Day 2018.", SUNDAY, "New Year’s Day 2018", "2018-01-01", None),
    ("He spoke at Christmas.", SUNDAY, "Christmas", "2017-12-25", None),
    ("They will vote on Election Day.", SUNDAY, "Election Day", "2018-11-06", None),
    ("They met on Thanksgiving Day.", "2019-01-04", "Thanksgiving Day", "2018-11-22", None),
    ("They signed on Good Friday.", "2018-05-01", "Good Friday", "2018-03-30", None),
    ("The guns fell silent for Ramadan.", SUNDAY, "Ramadan", None, None),
    # marks and line ends
    ("THE TALKS OPENED ON SUNDAY.", SUNDAY, "SUNDAY", "2018-10-07", None),
    ("The talks opened on June\n12 in Geneva.", SUNDAY, "June\n12", "2018-06-12", None),
    (
        "The talks were held Feb. 27–28, 2019, in Hanoi.",
        "2019-03-05",
        "Feb. 27–28, 2019",
        "2019-02-27/2019-02-28",
        None,
    ),
    # quarterly figures
    (
        "It earned more in the third quarter of 2018 than a year earlier.",
        SUNDAY,
        "a year earlier",
        "2017-07/2017-09",
        "P1Y",
    ),
    ("Trade rose in the quarter.", SUNDAY, "the quarter", "2018-07/2018-09", None),
    (
        "Trade fell in the first quarter of 2017. In the quarter exports fell.",
        SUNDAY,
        "the quarter",
        "2017-01/2017-03",
        None,
    ),
    # further forms
    ("The log says 2018-10-03T15:00Z.", SUNDAY, "2018-10-03T15:00Z", "2018-10-03T15:00:00Z", None),
    ("The log says 2018-02-30 here.", SUNDAY, "2018-02-30", None, None),
    ("The log says 2018/10/3 here.", SUNDAY, "2018/10/3", "2018-10-03", None),
    ("The letter is dated 3/28/17.", SUNDAY, "3/28/17", "2017-03-28", None),
    ("They met on Monday, Oct. 5.", SUNDAY, "Monday, Oct. 5", "2018-10-05", None),
    ("They met on Oct. 7.", SUNDAY, "Oct. 7", "2018-10-07", None),
    ("They met on April 24 and 30.", SUNDAY, "April 24", "2018-04-24", None),
    (
        "He stayed from 28 December 2018 to 3 January 2019.",
        "2019-01-20",
        "28 December 2018 to 3 January 2019",
        "2018-12-28/2019-01-03",
        None,
    ),
    ("It fell on June 3, 2018. That Friday they met.", SUNDAY, "That Friday", "2018-06-01", None),
    ("They met this September.", SUNDAY, "this September", "2018-09", None),
    ("The May summit failed.", SUNDAY, "May", "2018-05", None),
    ("The file of 2018-09 says so.", SUNDAY, "2018-09", "2018-09", None),
    ("It was built in 1875.", SUNDAY, "1875", "1875", None),
    ("The year-earlier period was better.", SUNDAY, "The year-earlier period", "2017", None),
    ("The drills were held in the autumn.", SUNDAY, "the autumn", "2018-23", None),
    ("The drills will be held in the spring.", SUNDAY, "the spring", "2019-21", None),
    ("The reactor must close by year-end.", SUNDAY, "year-end", "../2018-12-31", None),
    ("Sales for the current fiscal year fell.", SUNDAY, "the current fiscal year", "2018~", None),
    ("It happened in 1994. That day he wept.", SUNDAY, "That day", None, None),
    ("They met in the first nine months of 2017.", SUNDAY, "the first nine months of 2017", "2017-01/2017-09", "P9M"),
    ("They met in the last three months of 2017.", SUNDAY, "the last three months of 2017", "2017-10/2017-12", "P3M"),
    ("The first two years were hard.", SUNDAY, "The first two years", None, "P2Y"),
    ("The next few days are decisive.", SUNDAY, "The next few days", "2018-10-07/..", "PXD"),
    ("Little moved in the last several months.", SUNDAY, "the last several months", "../2018-10-07", "PXM"),
    ("Two days later he left.", SUNDAY, "Two days later", None, "P2D"),
    ("Aid had been cut a year earlier.", SUNDAY, "a year earlier", "2017", "P1Y"),
    ("He left nearly four years ago.", SUNDAY, "nearly four years ago", "2014~", "P4Y"),
    ("He left two and a half years ago.", SUNDAY, "two and a half years ago", "2016-04~", "P2Y6M"),
    ("He left four hours ago.", SUNDAY, "four hours ago", "2018-10-07~", "PT4H"),
    ("He left a decade ago.", SUNDAY, "a decade ago", "2008~", "P10Y"),
    ("He had left the day before.", SUNDAY, "the day before", None, None),
    ("That night he spoke.", SUNDAY, "That night", None, None),
    ("It was a day-long siege.", SUNDAY, "day-long", None, "P1D"),
    ("It was a decades-long siege.", SUNDAY, "decades-long", None, "PXY"),
    ("It will take a year or two.", SUNDAY, "a year or two", None, "P1Y"),
    ("They met on Veterans Day.", "2018-12-01", "Veterans Day", "2018-11-11", None),
    ("They met on Memorial Day.", SUNDAY, "Memorial Day", "2018-05-28", None),
    ("In the months ahead they will meet.", SUNDAY, "the months ahead", "2018-10-07/..", "PXM"),
    (
        "They will talk for the next 12 to 18 months.",
        SUNDAY,
        "the next 12 to 18 months",
        "2018-10-07/2019-10-07~",
        "P12M",
    ),
    ("They will meet in the week of next Monday.", SUNDAY, "next Monday", "2018-10-08", None),
    ("It was signed at the beginning of October.", SUNDAY, "the beginning of October", "2018-10-01~", None),
    ("It was signed early last week.", SUNDAY, "early last week", "2018-09-24/2018-09-25~", None),
    ("The war of this century began.", SUNDAY, "this century", "20XX", None),
    ("It was a year of the early 1990s.", SUNDAY, "the early 1990s", "1990/1993~", None),
]


@pytest.mark.parametrize(("text", "day", "quote", "edtf", "duration"), READINGS)
def test_time(text: str, day: str, quote: str, edtf: str | None, duration: str | None) -> None:
    time = found(text, day).get(quote)
    assert time is not None, f"found {list(found(text, day))}"
    assert (time.edtf, time.duration) == (edtf, duration)
    assert text[time.span[0] : time.span[1]] == quote
    assert time.basis


def test_the_table_is_long() -> None:
    assert len(READINGS) >= 150


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May met Mrs May's ministers.",
        "Prime Minister May said nothing.",
        "They may march on the capital.",
        "The Long March changed him.",
        "May the talks succeed.",
        "He remembers Bloody Sunday and Black Monday.",
        "The Sunday Times reported it.",
        "The Good Friday Agreement holds.",
        "Kim, 34, is a 34-year-old leader; his aide is 60 years old.",
        "It cost $1,994 and 2,018 lives.",
        "Resolution 1701 and Resolution 2018 bind all.",
        "They sent 2000 soldiers.",
        "A second summit and a second meeting followed.",
        "Wait a second summit.",
        "An F-16 and a B-52 flew over; the G20 and the G-7 looked on.",
        "A quarter of the aid came; three-quarters did not.",
        "Some 20 percent agreed.",
        "The fall of Kabul shook the region.",
        "The Winter Olympics opened.",
        "The man in his 30s fled.",
        "One day he will be president, but not in a second.",
        "It was a matter of days.",
        "The second half of the match was dull.",
        "The fourth wall, a fifth of it, the Fifth Fleet.",
        "An April Smith and June Carter sang.",
        "The People's Daily printed it.",
    ],
)
def test_no_time(text: str) -> None:
    assert [time.quote for time in mark(text).times] == []


def test_basis_says_how() -> None:
    basis = found("They met on Sunday. They had met on June 12 and will meet by 1 November.")
    assert basis["Sunday"].basis == "weekday of the document date, past tense: the same day"
    assert basis["June 12"].basis == "latest 12 June before the document date, past tense"
    assert basis["1 November"].basis == "next 1 November after the document date, future tense; “by”: up to then"


def test_within_names_what_it_counts_from() -> None:
    assert "of signing" in found("Ratify it within 60 days of signing.")["60 days"].basis


def test_types() -> None:
    text = "On Sunday at 3 p.m. they talked for two hours, as they do every week."
    kinds = {time.quote: time.type for time in mark(text).times}
    assert kinds == {"Sunday": "date", "3 p.m.": "time", "two hours": "duration", "every week": "set"}


def test_without_a_date_nothing_relative_is_resolved() -> None:
    marked = mark("They met on Sunday and the same day in June. They met on 12 June 2018, two days later, soon.", None)
    assert {t.quote: t.edtf for t in marked.times} == {
        "Sunday": None,
        "the same day": None,
        "June": None,
        "12 June 2018": "2018-06-12",
        "two days later": "2018-06-14",
        "soon": None,
    }
    assert [p.code for p in marked.problems] == ["no-date"]


@pytest.mark.parametrize("text", sorted({row[0] for row in READINGS}))
def test_without_a_date_only_what_the_words_fix_is_dated(text: str) -> None:
    one, other = found(text, "1951-03-09"), found(text, "2033-08-17")
    for quote, time in found(text, None).items():
        assert time.edtf is None or time.edtf == one[quote].edtf == other[quote].edtf


def test_what_no_date_could_resolve_is_a_problem() -> None:
    marked = mark("That day came on 7/10/2018, in Ramadan, or on 31 April.")
    assert [p.code for p in marked.problems] == ["unresolved-time"] * 4
    assert [marked.document.text[p.span[0] : p.span[1]] for p in marked.problems if p.span] == [
        "That day",
        "7/10/2018",
        "Ramadan",
        "31 April",
    ]


def test_events_without_a_date_are_no_problem() -> None:
    assert mark("Nothing can happen before the summit.").problems == ()


def test_a_month_or_unsure_date_does_not_date_today() -> None:
    assert found("They met today.", "2018-10")["today"].edtf is None


def test_dateline_and_dropped_are_not_read_but_the_dateline_dates() -> None:
    text = "SEOUL, Oct. 5 (AP) — They met today.\n\nPublished Monday."
    line = Dateline(text="SEOUL, Oct. 5 (AP) —", span=(0, 20))
    marked = mark(text, dateline=line, dropped=(Dropped(span=(38, 55), why="boilerplate"),))
    assert [(t.quote, t.edtf) for t in marked.times] == [("today", "2018-10-05")]
    assert "the dateline's day" in marked.times[0].basis


def test_dateline_alone_dates_when_it_has_a_year() -> None:
    line = Dateline(text="SEOUL, Oct. 5, 2018 (AP) —", span=(0, 26))
    assert mark("SEOUL, Oct. 5, 2018 (AP) — They met today.", None, dateline=line).times[0].edtf == "2018-10-05"
    bare = Dateline(text="SEOUL, Oct. 5 (AP) —", span=(0, 20))
    assert mark("SEOUL, Oct. 5 (AP) — They met today.", None, dateline=bare).times[0].edtf is None


def test_marked_verbs_decide_the_direction() -> None:
    text = "The envoys meet again on Friday."
    verb = Verb(span=(11, 15), lemma="meet", form="finite", tense="future", clause=(0, 32))
    sentence = Sentence(span=(0, 32), paragraph=0)
    marked = Marked(document=document(text), doc=NO_DOC, sentences=(sentence,), verbs=(verb,))
    assert times(marked).times[0].edtf == "2018-10-12"


def test_marked_infinitive_asks_the_word_before_it() -> None:
    text = "He flew there to mark the day on Friday and agreed to return on Monday."
    flew = Verb(span=(3, 7), lemma="fly", form="finite", tense="past", clause=(0, 39))
    to_mark = Verb(span=(14, 21), lemma="mark", form="to", clause=(14, 39))
    back = Verb(span=(51, 60), lemma="return", form="to", clause=(51, 71))
    sentence = Sentence(span=(0, len(text)), paragraph=0)
    marked = Marked(document=document(text), doc=NO_DOC, sentences=(sentence,), verbs=(flew, to_mark, back))
    assert [t.edtf for t in times(marked).times if t.quote in ("Friday", "Monday")] == ["2018-10-05", "2018-10-08"]


def test_empty_text() -> None:
    assert mark("").times == ()


WORDS = sorted({row["word"] for row in rows("time_words")} | {row["name"] for row in rows("holidays")})
MARKS = (
    ", . - – / ' ’ “ ( ) \n\n 0 1 2 12 29 31 98 1994 2018 9999 0001 199 0s 1990s '80s May Oct. 10:35 p.m. 3rd 7/10/2018"
)
PIECES = st.sampled_from(
    [*WORDS, *MARKS.split(" "), "2018-10-07", "27-28", "27–28", "2003-05", "1/2", "½", "Sunday", "June"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(), st.lists(PIECES, max_size=12).map(" ".join)),
    st.sampled_from([SUNDAY, "1004-01-01", "8999-12-31", None, "no date"]),
)
def test_any_text_reads_and_every_date_is_edtf(text: str, day: str | None) -> None:
    marked = mark(text, day)
    for time in marked.times:
        assert text[time.span[0] : time.span[1]] == time.quote
        assert time.edtf is None or valid(time.edtf)
    spans = [time.span for time in marked.times]
    assert spans == sorted(spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))


def test_as_soon_as_is_a_condition_and_no_time() -> None:
    assert found("They will return as soon as their terms are met.") == {}
    assert list(found("They will return as soon as possible.")) == ["as soon as possible"]
