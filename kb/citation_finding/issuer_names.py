"""Names of bodies and offices as sentences write them, one a line, small; read by
:mod:`kb.citation_finding.issuers`."""

#: Fields of ministries and of the departments (Sở) below them, as they were named since 1945.
FIELDS = """
lao động - thương binh và xã hội
lao động, thương binh và xã hội
lao động thương binh và xã hội
lao động - thương binh - xã hội
lao động thương binh xã hội
văn hóa, thể thao và du lịch
văn hóa và thể thao
văn hóa - thông tin
văn hóa, thông tin và thể thao
văn hóa thông tin
văn hóa
thông tin và truyền thông
thông tin
nông nghiệp và phát triển nông thôn
nông nghiệp và môi trường
nông nghiệp và công nghiệp thực phẩm
nông nghiệp
tài nguyên và môi trường
tài nguyên - môi trường
khoa học, công nghệ và môi trường
khoa học và công nghệ
khoa học công nghệ
kế hoạch và đầu tư
kế hoạch - đầu tư
giáo dục và đào tạo
giáo dục - đào tạo
giáo dục
đại học và trung học chuyên nghiệp
giao thông vận tải và bưu điện
giao thông vận tải
giao thông công chính
bưu chính, viễn thông
bưu chính viễn thông
thương mại và du lịch
thương mại
thương nghiệp
công thương
công nghiệp nặng
công nghiệp nhẹ
công nghiệp thực phẩm
công nghiệp
xây dựng
quy hoạch - kiến trúc
tài chính - vật giá
tài chính
nội vụ
ngoại giao
ngoại vụ
ngoại thương
nội thương
tư pháp
quốc phòng
công an
y tế
thủy sản
thủy lợi
lâm nghiệp
năng lượng
lao động
điện lực
cơ khí và luyện kim
vật tư
dân tộc và tôn giáo
du lịch
"""
#: Bodies and offices whose names are always the same; longer ones first where they begin alike.
FIXED_NAMES = """
phó thủ tướng chính phủ
thủ tướng chính phủ
thủ tướng
chính phủ
hội đồng chính phủ
hội đồng bộ trưởng
hội đồng nhà nước
chủ tịch hội đồng bộ trưởng
chủ tịch hội đồng chính phủ
chủ tịch hội đồng nhà nước
chủ tịch quốc hội
chủ tịch nước
ủy ban thường vụ quốc hội
quốc hội
ban bí thư trung ương đảng cộng sản
ban bí thư trung ương đảng
ban bí thư trung ương
ban bí thư
ban chấp hành trung ương đảng cộng sản
ban chấp hành trung ương đảng
ban chấp hành trung ương
bch trung ương đảng
bch trung ương
bchtw đảng
bchtw
trung ương đảng
bộ chính trị
quân ủy trung ương
bộ trưởng, chủ nhiệm văn phòng chính phủ
bộ trưởng - chủ nhiệm văn phòng chính phủ
chủ nhiệm văn phòng chính phủ
chủ nhiệm văn phòng quốc hội
chủ nhiệm văn phòng chủ tịch nước
văn phòng chính phủ
văn phòng quốc hội
văn phòng chủ tịch nước
văn phòng trung ương đảng
văn phòng trung ương
phó thống đốc ngân hàng nhà nước
thống đốc ngân hàng nhà nước
thống đốc nhnn
ngân hàng nhà nước
tổng thanh tra chính phủ
tổng thanh tra nhà nước
tổng thanh tra
thanh tra chính phủ
thanh tra nhà nước
tổng kiểm toán nhà nước
kiểm toán nhà nước
hội đồng thẩm phán tòa án nhân dân tối cao
chánh án tòa án nhân dân tối cao
tòa án nhân dân tối cao
viện trưởng viện kiểm sát nhân dân tối cao
viện kiểm sát nhân dân tối cao
bộ trưởng, chủ nhiệm ủy ban dân tộc
bộ trưởng - chủ nhiệm ủy ban dân tộc
bộ trưởng, chủ nhiệm ủy ban thể dục thể thao
chủ nhiệm ủy ban kế hoạch nhà nước
ủy ban kế hoạch nhà nước
phủ thủ tướng
ttgcp
ttg
"""
#: Heads of names that are read by grammar: words that open nothing but the name of a body.
SURE_HEADS = """
chủ tịch ủy ban nhân dân
chủ tịch ubnd
phó chủ tịch ủy ban nhân dân
phó chủ tịch ubnd
thường trực hội đồng nhân dân
thường trực hđnd
ủy ban nhân dân
ubnd
hội đồng nhân dân
hđnd
ban thường vụ tỉnh ủy
ban thường vụ thành ủy
ban chấp hành đảng bộ
tỉnh ủy
thành ủy
huyện ủy
đảng ủy
liên bộ
liên ngành
liên tịch
"""
#: Heads that are common words without a capital.
COMMON_HEADS = """
chủ tịch
phó chủ tịch
ủy ban
hội đồng
đảng đoàn
tổng liên đoàn
liên đoàn
hội
trung ương
đoàn chủ tịch
giám đốc
phó giám đốc
tổng giám đốc
cục trưởng
tổng cục trưởng
vụ trưởng
trưởng ban
chủ nhiệm
chánh văn phòng
viện trưởng
chánh thanh tra
chánh án
hiệu trưởng
tư lệnh
trưởng phòng
thủ trưởng
bộ trưởng
bộ tư lệnh
bộ tổng tham mưu
sở
cục
tổng cục
vụ
ban
bảo hiểm
kho bạc
ngân hàng
văn phòng
viện
tòa án
thanh tra
đại học
học viện
trường
tập đoàn
tổng công ty
công an
báo
đài
thông tấn xã
liên minh
liên hiệp
đoàn
thường trực
tổng bí thư
trung tâm
bộ
bch
phòng
mặt trận
"""
