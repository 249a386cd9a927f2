import pytest

from registrar.areas.finance.emv_qr import checksum, objects


def test_a_code_is_what_another_implementation_prints_for_the_same_data():
    # The example in the README of the package hkqr, which is not ours.
    body = objects(
        {
            "00": "01",
            "01": "12",
            "26": objects({"00": "hk.com.hkicl", "02": "999999999999"}),
            "52": "0000",
            "53": "344",
            "54": "100",
            "58": "HK",
            "59": "NA",
            "60": "HK",
            "62": objects({"05": "QR12345"}),
        }
    )
    expected = (
        "00020101021226320012hk.com.hkicl0212999999999999"
        "52040000530334454031005802HK5902NA6002HK62110507QR123456304983E"
    )
    assert body + "6304" + checksum(body + "6304") == expected


def test_the_checksum_is_that_of_the_standard():
    # The check value of CRC-16/CCITT-FALSE.
    assert checksum("123456789") == "29B1"


@pytest.mark.parametrize("value", ["", "理大", "x" * 100])
def test_a_value_that_does_not_fit_is_refused(value):
    with pytest.raises(ValueError, match="59"):
        objects({"59": value})
