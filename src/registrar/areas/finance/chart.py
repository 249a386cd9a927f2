"""The university's own accounts in the books."""

from dataclasses import dataclass

from registrar.kernel import Bilingual


@dataclass(frozen=True)
class HouseAccount:
    """One account of the university: its code, its kind (asset, liability, income) and its name."""

    code: str
    kind: str
    name: Bilingual


BANK = "bank"
UNMATCHED = "liability:unmatched"
CAUTION_MONEY = "liability:caution_money"
TUITION_UGC = "income:tuition:ugc"
TUITION_SELF_FINANCED = "income:tuition:self_financed"
OTHER_FEES = "income:other_fees"
LIBRARY = "income:library"
HALLS = "income:halls"
DEPARTMENTS = "income:departments"
RESTITUTION = "income:restitution"
HALL_CAUTION_MONEY = "liability:hall_caution_money"
DEPOSITS = "liability:deposits"
FORFEITED = "income:forfeited"
GRADUATION_FEES = "income:graduation_fee"
BANK_HANDLING = "income:bank_handling"

CHART = {
    account.code: account
    for account in (
        HouseAccount(BANK, "asset", Bilingual("Bank", "銀行")),
        HouseAccount(UNMATCHED, "liability", Bilingual("Payments not yet matched", "未配對繳款")),
        HouseAccount(CAUTION_MONEY, "liability", Bilingual("Caution money held", "所持保證金")),
        HouseAccount(TUITION_UGC, "income", Bilingual("Tuition, UGC-funded programmes", "學費（教資會資助課程）")),
        HouseAccount(
            TUITION_SELF_FINANCED, "income", Bilingual("Tuition, self-financed programmes", "學費（自資課程）")
        ),
        HouseAccount(FORFEITED, "income", Bilingual("Caution money forfeited", "沒收的保證金")),
        HouseAccount(GRADUATION_FEES, "income", Bilingual("Graduation fees", "畢業費")),
        HouseAccount(OTHER_FEES, "income", Bilingual("Other fees and charges", "其他費用")),
        HouseAccount(LIBRARY, "income", Bilingual("Charges of the Library", "圖書館收費")),
        HouseAccount(HALLS, "income", Bilingual("Hall fees and charges", "宿舍費用")),
        HouseAccount(DEPARTMENTS, "income", Bilingual("Charges of departments and laboratories", "學系及實驗室收費")),
        HouseAccount(RESTITUTION, "income", Bilingual("Restitution of damage and loss", "損失賠償")),
        HouseAccount(HALL_CAUTION_MONEY, "liability", Bilingual("Hall caution money held", "所持宿舍保證金")),
        HouseAccount(DEPOSITS, "liability", Bilingual("Deposits held", "所持按金")),
        HouseAccount(BANK_HANDLING, "income", Bilingual("Bank handling of transfers", "電匯手續費")),
    )
}


def income_account(kind: str, funding: str) -> str:
    """Return the code of the account that a kind of charge is credited to."""
    if kind == "caution_money":
        return CAUTION_MONEY
    if kind == "hall_caution_money":
        return HALL_CAUTION_MONEY
    if kind.startswith("tuition"):
        return TUITION_UGC if funding == "ugc" else TUITION_SELF_FINANCED
    return OTHER_FEES
