"""A small library: short texts about digital public services in ten languages, and labels for each in all of them."""

from portal.search.index import Text

LABELS = {
    "en": ("Land registration", "Taxation", "Digital identity", "Waste"),
    "th": ("การจดทะเบียนที่ดิน", "ภาษี", "อัตลักษณ์ดิจิทัล", "ขยะ"),
    "lo": ("ການຂຶ້ນທະບຽນທີ່ດິນ", "ພາສີ", "ຕົວຕົນດິຈິຕອນ", "ຂີ້ເຫຍື້ອ"),
    "km": ("ការចុះបញ្ជីដីធ្លី", "ពន្ធដារ", "អត្តសញ្ញាណឌីជីថល", "សំរាម"),
    "my": ("မြေစာရင်းသွင်းခြင်း", "အခွန်", "ဒစ်ဂျစ်တယ်အထောက်အထား", "အမှိုက်"),
    "vi": ("Đăng ký đất đai", "Thuế", "Danh tính số", "Rác thải"),
    "id": ("Pendaftaran tanah", "Pajak", "Identitas digital", "Sampah"),
    "ms": ("Pendaftaran hak milik", "Cukai", "Identiti digital", "Sisa"),
    "fil": ("Pagpaparehistro ng lupa", "Buwis", "Digital na pagkakakilanlan", "Basura"),
    "ko": ("토지 등록", "조세", "디지털 신원", "쓰레기"),
}
BODIES = {
    "en": (
        "Owners see parcels on a map and apply for a certificate of title without going to the office.",
        "Taxpayers file returns on their telephone; refunds of 1,500 baht arrive within three days.",
        "One sign-in opens forty e-services, from birth certificates to driving licences.",
        "Crews photograph each bin; late collections are seen on the city’s dashboard.",
    ),
    "th": (
        "เจ้าของที่ดินดูรูปแปลงบนแผนที่ และขอหนังสือรับรองได้โดยไม่ต้องไปสำนักงาน",
        "ผู้เสียภาษียื่นแบบทางโทรศัพท์มือถือ ได้รับเงินคืนภายในสามวัน",
        "ลงชื่อเข้าใช้ครั้งเดียว ใช้บริการออนไลน์ได้สี่สิบบริการ น้ำและไฟฟ้าด้วย",
        "เจ้าหน้าที่ถ่ายภาพถังขยะทุกใบ ป่าและป้ายก็เห็นบนแผงควบคุมของเมือง",
    ),
    "lo": (
        "ເຈົ້າຂອງທີ່ດິນເບິ່ງຕອນດິນໃນແຜນທີ່ ແລະ ຂໍໃບຢັ້ງຢືນໂດຍບໍ່ຕ້ອງໄປຫ້ອງການ",
        "ຜູ້ເສຍພາສີຍື່ນແບບທາງໂທລະສັບມືຖື ແລະ ໄດ້ຮັບເງິນຄືນພາຍໃນສາມວັນ",
        "ເຂົ້າສູ່ລະບົບຄັ້ງດຽວ ໃຊ້ບໍລິການອອນລາຍໄດ້ສີ່ສິບຢ່າງ ຫຼວງ ຫມູ່",
        "ພະນັກງານຖ່າຍຮູບຖັງຂີ້ເຫຍື້ອທຸກຖັງ",
    ),
    "km": (
        "ម្ចាស់ដីមើលក្បាលដីនៅលើផែនទី ហើយស្នើសុំវិញ្ញាបនបត្រដោយមិនបាច់ទៅការិយាល័យ",
        "អ្នកបង់ពន្ធដាក់លិខិតប្រកាសតាមទូរស័ព្ទ ហើយទទួលប្រាក់វិញក្នុងបីថ្ងៃ",
        "ចូលម្តងប្រើបាន\u200bសេវា\u200bអនឡាញ\u200bសែសិប ពីសំបុត្រកំណើតដល់ប័ណ្ណបើកបរ",
        "បុគ្គលិកថតរូបធុងសំរាមនីមួយៗ",
    ),
    "my": (
        "မြေပိုင်ရှင်များသည် မြေကွက်များကို မြေပုံပေါ်တွင် ကြည့်ရှုပြီး ရုံးသို့မသွားဘဲ လက်မှတ်လျှောက်နိုင်သည်",
        "အခွန်ထမ်းများသည် ဖုန်းဖြင့် အခွန်ကြေညာလွှာ တင်ပြီး သုံးရက်အတွင်း ငွေပြန်ရသည်",
        "တစ်ကြိမ်ဝင်ရုံဖြင့် အွန်လိုင်းဝန်ဆောင်မှု လေးဆယ်ကို သုံးနိုင်သည်။ ရေနှင့် ရေးခြင်း",
        "ဝန်ထမ်းများသည် အမှိုက်ပုံးတိုင်းကို ဓာတ်ပုံရိုက်သည်",
    ),
    "vi": (
        "Chủ đất xem thửa đất trên bản đồ và xin giấy chứng nhận mà không phải đến văn phòng.",
        "Người nộp thuế khai trên điện thoại; tiền hoàn về trong ba ngày, có hoá đơn.",
        "Một lần đăng nhập mở bốn mươi dịch vụ trực tuyến.",
        "Nhân viên chụp ảnh từng thùng rác.",
    ),
    "id": (
        "Pemilik melihat bidang tanah di peta dan meminta sertifikat tanpa datang ke kantor.",
        "Wajib pajak melapor lewat telepon; uang kembali dalam tiga hari.",
        "Satu kali masuk membuka empat puluh layanan daring.",
        "Petugas memotret setiap tempat sampah.",
    ),
    "ms": (
        "Pemilik melihat lot tanah pada peta dan memohon sijil tanpa ke pejabat.",
        "Pembayar cukai melapor melalui telefon; wang dipulangkan dalam tiga hari.",
        "Satu daftar masuk membuka empat puluh perkhidmatan dalam talian.",
        "Petugas mengambil gambar setiap tong sampah.",
    ),
    "fil": (
        "Nakikita ng may-ari ang lote sa mapa at humihingi ng sertipiko nang hindi pumupunta sa tanggapan.",
        "Nagsusumite ang nagbabayad ng buwis sa telepono; bumabalik ang pera sa loob ng tatlong araw.",
        "Isang pag-sign-in ang nagbubukas ng apatnapung serbisyo.",
        "Kinukunan ng larawan ang bawat basurahan sa Parañaque.",
    ),
    "ko": (
        "소유자는 지도에서 필지를 보고 사무소에 가지 않고 증명서를 신청한다.",
        "납세자는 전화로 신고하고 사흘 안에 환급을 받는다.",
        "한 번 로그인하면 온라인 서비스 마흔 개를 쓴다.",
        "직원은 쓰레기통마다 사진을 찍는다.",
    ),
}


def library() -> dict[int, list[Text]]:
    """Forty things, each in its own language and every fifth in English, too; by their numbers from 1."""
    things: dict[int, list[Text]] = {}
    for language, bodies in BODIES.items():
        for theme, body in enumerate(bodies):
            labels = tuple(LABELS[code][theme] for code in LABELS if code != language)
            own = LABELS[language][theme]
            several = [Text(language, own, body, own_labels=(own,), labels=labels)]
            if len(things) % 5 == 0:
                english = LABELS["en"][theme]
                several.append(Text("en", f"{english} ({language})", BODIES["en"][theme], labels=(own,)))
            things[len(things) + 1] = several
    return things
