"""The words of times that begin with a numeral, as expressions: 2024年, 三月五日, 80年代."""

from zhclaims.number_context import words_by_role
from zhclaims.time_names import festival_names
from zhclaims.time_parts import (
    AFTER,
    BEFORE,
    CLOCK,
    COUNT,
    DAY,
    DECADES,
    HAN,
    MODERN,
    MONTH,
    N12,
    N31,
    TO,
    YEAR,
    YEAR_PARTS,
)


def digit_pieces() -> dict[str, str]:
    """What begins with a digit, longer readings first; alternatives are tried in this order."""
    return _digits_of_dates() | _digits_of_years() | _digits_of_days()


def _digits_of_dates() -> dict[str, str]:
    """Whole dates, and years that are not those of the calendar."""
    return {
        "school_year": f"(?<![.]){MODERN}(?:[-–—/](?:{MODERN}|[0-9]{{2}}))?[ ]?学年度?",
        "fiscal": "(?:(?:20)?[0-9]{2}[-–—/])?(?:20)?[0-9]{2}[ ]?(?:财政?|会计)年度?",
        "republic": (
            f"(?<![.])1[0-2][0-9][ ]?年(?:度(?!假)|(?=[ ]?{MONTH}[ ]?月|第?[一二三四1-4]季|[上下]半年))|"
            "(?<![.时经约近达满用长])1[0-2][0-9]年(?=启用|完工|动工|开工|通车|竣工|落成|量产|投产|招生)"
        ),
        "date": (
            f"(?<![-.－]){MODERN}[-./](?:{N12})[-./](?:{N31})(?![0-9])|"
            f"(?<=[-－–—~～][ ]){MODERN}[-./](?:{N12})[-./](?:{N31})(?![0-9])"
        ),
        "slashed": f"(?<![-.]){N31}/{N12}/{MODERN}(?![0-9/])|(?<=-){N31}/{N12}/{MODERN}(?![0-9/])",
        "dashed": f"(?<![-.])[0-9]{{2}}-{N12}-{N31}(?![-0-9A-Za-z.%])",
        "dotted": (
            rf"(?<![.]){MODERN}\.(?:0[1-9]|1[0-2])(?:(?={TO}{MODERN}\.)|(?<=[-–—~～至到].......)(?![0-9]))|"
            rf"(?<![.]){MODERN}\.(?:0[1-9]|1[0-2])-{N31}(?![0-9])"
        ),
        "iso_month": f"(?<![-.]){MODERN}-(?:0[1-9]|1[0-2])(?![-0-9年])",
    }


def _digits_of_years() -> dict[str, str]:
    """Decades, centuries, years, and their halves and quarters."""
    follows = (
        f"(?=[ ]?{MONTH}[ ]?月|第?[一二三四1-4]季度|[上下]半年|年?[底末初](?![层薪蕴步中级])|同期|全年|农历|小寒|大寒|"
        "前[一二三]季度|前[0-9]{1,2}个?月|出生|毕业|入伍)"
    )
    return {
        "decade": (
            "(?<![.])(?:(?:1[0-9]|20)|[0-9]{1,2}世纪)?[0-9]0年代|"
            f"(?<![.])[0-9]{{1,2}}世纪{DECADES}|(?<![.])[5-9]0[、和至到—–-][5-9]0年代"
        ),
        "century": "(?<![.])[0-9]{1,2}世纪(?!经济报道|报道|佳缘|联华|传媒|教育|不动产|互联|华通|公园|广场)",
        "year": f"(?<!公元前){YEAR}[ ]?年(?![级轻龄代]|版(?!权)|款(?!项)|的?历史|之久)(?:度(?!假))?份?",
        "half_of": (
            f"(?<![.])(?:{MODERN}(?:[ ]?H|h)|[0-9]{{2}}H)[12](?![0-9A-Za-z])|[12]H(?:20)?[0-9]{{2}}(?![0-9A-Za-z])"
        ),
        "quarter_of": (
            f"(?<![.])(?:{MODERN}(?:[ ]?Q|q)|[0-9]{{2}}Q)[1-4](?![0-9A-Za-z])|[1-4]Q(?:20)?[0-9]{{2}}(?![0-9A-Za-z])"
        ),
        "bare_year": (
            f"(?<![.]){MODERN}(?={TO}(?:{MODERN}|[0-9]{{2}})[ ]?年(?!以)|"
            f"(?:[、和与及/][ ]?{MODERN}){{1,6}}[ ]?(?:年(?![级款版])|这?[两三]年)|"
            f"[ ]?(?:{YEAR_PARTS}))|(?<=[、和与及]){MODERN}(?=这?[两三]年)"
        ),
        "bare_years": f"(?:(?<=从)|(?<=自)|(?<=在)|(?<=[（(])){MODERN}{TO}{MODERN}(?=[）)，,。]|$)",
        "year2": (
            f"(?<![.第近约达满长])(?:[0-9]{{2}}[ ]?年{follows}|0[0-9]年(?!代)|[6-9][0-9]年(?=[，,。；]|$))|"
            f"(?<=[到至—~-])[0-9]{{2}}年(?={MONTH}月)"
        ),
    }


def _digits_of_days() -> dict[str, str]:
    """Months, days, what is so many units ago, times of day."""
    return {
        "month_day": (
            f"{MONTH}[ ]?月份?[ ]?(?:{DAY}[ ]?(?:日(?!元(?!旦)|圆)|号(?![线楼院馆店机文令公车厅]))|"
            f"{N31}(?={TO}(?:{MONTH}[ ]?月)?{N31}(?:[ ]?[日号]|$|[，,。]))|"
            rf"{DAY}(?=$|[，,。；\n]))|"
            rf"(?<![.0-9]){N12}\.(?:0[1-9]|[12][0-9]|3[01])(?=早(?:[上间晨，,]|$)|晚(?![安报会])|[上下]午|中午|凌晨|傍晚)"
        ),
        "months": (f"(?<![.]){N12}(?={TO}{MONTH}[ ]?月(?![龄大]))|(?<=年){N12}(?=[、和与及]{N12}月(?![龄大]))"),
        "month": f"(?<![.第]){N12}[ ]?月份?(?![龄薪租供嫂票子饼亮大天球]|经[期痛血量不周带])",
        "days": f"(?<![.年%]){N31}(?={TO}{N31}[ ]?(?:日(?![元内均线龄])|号(?![线楼院馆店机文令煤炉铺层栋公井船选桌])))",
        "ago": f"(?<![.第近约前后])[0-9]{{1,3}}(?:年|个月|个?星期|个?礼拜|周|天)(?:{BEFORE}|{AFTER})",
        "years_since": "(?<![.第每多近])[0-9]{1,2}(?:年|个月)半?(?:以来|来(?![到自临说看]|的?人))",
        "day": (
            f"(?<![.+第连续共期约近达每满前后逾超过逢年留休假]){_not_lasting()}"
            f"(?:{N31}[ ]?日(?![元圆游均内线龄系式后前志间化常]|"
            "以[上下内]|年化|本(?![报公次届市周台院人]))|"
            rf"(?:(?<=[月周，,。；：:、\n（( 从在于到至自是—-])|^){N31}号(?=[，,。；、）) 上下中晚凌早当至到—-]|$)|"
            f"{N31}号(?=公布|表示|宣布|发布|消息|报道|凌晨|[上下]午|傍晚|晚上?))"
        ),
        "quarter": "(?<![.])[1-4]季度(?![假节])|(?<=年)[1-4]季(?!报)",
        "festival": festival_names("0123456789"),
        "clock": f"(?<=[日号天晚夜])[ ]?{CLOCK}",
    }


def han_pieces() -> dict[str, str]:
    """What begins with a Chinese numeral; alternatives are tried in this order."""
    return _numerals_of_years() | _numerals_of_days()


def _numerals_of_years() -> dict[str, str]:
    """Decades, centuries, years, feasts and plans."""
    return {
        "decade": (
            f"(?<![{HAN}十百])(?:(?:{COUNT}世纪)?[{HAN}]十年代|{COUNT}世纪{DECADES}|"
            "(?:五六|六七|七八|八九|[五六七八]十?[、和至到—–-][六七八九])十年代)"
        ),
        "century": f"二?十[{HAN}]?世纪(?!佳缘|联华|金源|互联|东方|华通|大道|公园|广场)",
        "year": (
            f"[一二][〇零○0{HAN}]{{3}}年(?:度(?!假))?|(?:一千[零〇]?[{HAN}]百|[二两]千)[零〇][{HAN}]?十?[{HAN}]?年|"
            f"(?<![〇零○{HAN}十百千第])[{HAN}][〇零○{HAN}][{HAN}]年(?={MONTH}月)"
        ),
        "year2": (
            f"(?<![零〇○{HAN}十百千万第近])(?:[零〇○][{HAN}]|[{HAN}][〇零○]|(?!一二|二三|三四|三五|四五|五六|"
            f"六七|七八|八九)[{HAN}]{{2}})"
            f"年(?![代级以后来内间多的之幼]|前(?!{COUNT}))"
        ),
        "festival": festival_names(HAN + "十"),
        "lunar": (
            f"(?<![0-9{HAN}〇零○十]年)八月十五(?![日号])|[{HAN}十]{{1,2}}月初[{HAN}十](?![{HAN}]|"
            "[步中级次衷始创心选露赛诊审])"
        ),
        "plan": (
            f"(?:十[一二三四五六七]五|(?<![{HAN}十百千万零初])(?:十五|[一二三四五六七八九]五)(?=期间|时期))(?:规划)?"
            "(?=期间|时期|末|以来|收官|开局)(?:期间|时期)?"
        ),
    }


def _numerals_of_days() -> dict[str, str]:
    """Months, quarters, days, what is so many units ago, what recurs: 一天能采4斤, 一个月800元."""
    return {
        "recurring": (
            "(?<![第这那每同头近某半去前上下0-9十过短整不])一(?:天|个月)(?:下来)?(?![前后以之内里间中多半来])(?="
            "(?:就|也|都|[仅只]|最多|大[概约]|至少|平均|便|还)?(?:(?:能|可以?|要|得|需)(?![以是否])|[^\\W\\d_一]{0,2}?[0-9两几数三四五六七八九十百千]))"
        ),
        "month_day": (
            rf"(?<![{HAN}十百千几数两第]){MONTH}[ ]?月份?[ ]?(?:{DAY}[ ]?[日号]|{DAY}(?=$|[，,。；\n]|"
            f"{TO}{DAY}))"
        ),
        "months": (
            f"(?<![{HAN}十百千几数两第个]){MONTH}(?={TO}{MONTH}月(?![龄大]))|"
            f"(?<=年){MONTH}(?=[、和与及]{MONTH}月(?![龄大]))"
        ),
        "month": (
            f"(?<![{HAN}十百千几数两第个])(?<!怀胎){MONTH}月份?(?![龄薪租供嫂票子饼亮大天球里三]|经[期痛血量不周带])"
        ),
        "month_pair": f"(?<![{HAN}十百千几数两第])(?:一二|二三|三四|四五|五六|六七|七八|八九)月份?(?![龄大亮])",
        "quarter": "[一二三四](?:季度(?![假节])|财季)|(?<=年)[一二三四]季(?!报)",
        "ago": (
            f"(?<![第每几数多近余约前后十百千点])(?:[二三四五六七八九]?十[{HAN}]?|[{HAN}两])(?:年|个月|个?星期|"
            f"个?礼拜|周|天)半?(?:{BEFORE}|{AFTER})|"
            "(?<![第每几数多近余月])[两三四五六七八九]日(?:之?前|之?后)"
        ),
        "years_since": (
            f"(?<![第每几数多近百千])(?:[二三四五六七八九]?十[{HAN}]?|[{HAN}两])(?:年|个月)半?(?:以来|"
            "来(?![到自临说看]|的?人))"
        ),
        "day": (
            r"(?:(?<=[月，,。；：:、\n（( 从在于到至自是—-])|"
            f"^)(?:{DAY}号(?=[，,。；、）) 上下中晚凌早当至到—-]|$)|(?:[二三]?十[{HAN}]?)日(?=[，,上下晚凌]|"
            "$))"
        ),
    }


def _not_lasting() -> str:
    """Not behind a word of how long something lasts: 停牌10日, 拘留 7 日, 不少于7日."""
    return "".join(f"(?<!{word})(?<!{word} )" for word in words_by_role()["lasting"])
