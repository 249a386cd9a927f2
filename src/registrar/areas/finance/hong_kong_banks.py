"""Banks in Hong Kong by their clearing codes, as the interbank clearing company lists them for retail customers."""

from registrar.kernel import Bilingual

BANKS = {
    "003": Bilingual("Standard Chartered Bank (Hong Kong)", "渣打銀行（香港）"),
    "004": Bilingual("HSBC", "香港上海滙豐銀行"),
    "006": Bilingual("Citibank, N.A.", "花旗銀行"),
    "009": Bilingual("China Construction Bank (Asia)", "中國建設銀行（亞洲）"),
    "012": Bilingual("Bank of China (Hong Kong)", "中國銀行（香港）"),
    "015": Bilingual("Bank of East Asia", "東亞銀行"),
    "016": Bilingual("DBS Bank (Hong Kong)", "星展銀行（香港）"),
    "018": Bilingual("China CITIC Bank International", "中信銀行（國際）"),
    "020": Bilingual("CMB Wing Lung Bank", "招商永隆銀行"),
    "024": Bilingual("Hang Seng Bank", "恒生銀行"),
    "025": Bilingual("Shanghai Commercial Bank", "上海商業銀行"),
    "028": Bilingual("Public Bank (Hong Kong)", "大眾銀行（香港）"),
    "035": Bilingual("OCBC Bank (Hong Kong)", "華僑銀行（香港）"),
    "039": Bilingual("Chiyu Banking Corporation", "集友銀行"),
    "040": Bilingual("Dah Sing Bank", "大新銀行"),
    "041": Bilingual("Chong Hing Bank", "創興銀行"),
    "043": Bilingual("Nanyang Commercial Bank", "南洋商業銀行"),
    "072": Bilingual("ICBC (Asia)", "中國工商銀行（亞洲）"),
    "128": Bilingual("Fubon Bank (Hong Kong)", "富邦銀行（香港）"),
    "250": Bilingual("Citibank (Hong Kong)", "花旗銀行（香港）"),
    "382": Bilingual("Bank of Communications (Hong Kong)", "交通銀行（香港）"),
    "387": Bilingual("ZA Bank", "眾安銀行"),
    "388": Bilingual("livi bank", "理慧銀行"),
    "389": Bilingual("Mox Bank", "Mox Bank"),
    "390": Bilingual("WeLab Bank", "匯立銀行"),
}


def bank_name(code: str) -> Bilingual:
    """Return a bank's name by its clearing code; the code itself where it is not listed."""
    return BANKS.get(code, Bilingual(code, code))
