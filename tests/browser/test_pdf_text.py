"""PDFs as browsers make them, read again: in scripts whose letters a font reorders and joins."""

import io

import pytest

from portal.publishing.extracting import PDF
from portal.publishing.extraction import extract

TEXTS = {
    "th": "สำนักงานที่ดินเปิดบริการค้นหารูปแปลงที่ดินให้ประชาชน น้ำใจของเจ้าหน้าที่ทำให้ผู้ใช้พึงพอใจ ปี พ.ศ. ๒๕๖๔",
    "lo": "ສຳນັກງານທີ່ດິນເປີດບໍລິການຄົ້ນຫາຕອນດິນໃຫ້ປະຊາຊົນ ນ້ຳໃຈຂອງພະນັກງານ ຊ່ວຍຫຼຸດເວລາການເດີນທາງ",
    "km": "ការិយាល័យដីធ្លីបើកសេវាស្វែងរកក្បាលដីសម្រាប់ប្រជាពលរដ្ឋ ស្ត្រីនៅកម្ពុជា នគរូបនីយកម្ម និងសំណង់",
    "my": "မြေစာရင်းဦးစီးဌာနသည် ပြည်သူများအတွက် မြေကွက်ရှာဖွေရေး ဝန်ဆောင်မှုကို ဖွင့်လှစ်ခဲ့သည်။ အင်္ဂါ",
    "vi": "Sở Tài nguyên mở dịch vụ tra cứu thửa đất cho người dân qua mạng Internet.",
    "en": "The office offers efficient and effective first-class services, easily found.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_what_a_browser_prints_is_read_as_it_was_written(code, browser):
    page = browser.new_page()
    page.set_content(f"<body lang={code} style='font:12px sans-serif; width:200em'>{TEXTS[code]}")
    printed = page.pdf(width="2000px")
    page.close()
    found = extract(io.BytesIO(printed), PDF)
    assert (found.text, found.pages, found.problem) == (TEXTS[code], 1, "")
