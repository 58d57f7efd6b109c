/** A province, a city, a district, and their codes. */
export interface Region {
  names: [province: string, city: string, district: string]
  codes: [province: string, city: string, district: string]
}

/** One place of each province, with its codes of GB/T 2260: enough to choose from, not all there are. */
const places = `
北京市,北京市,东城区,110101|天津市,天津市,和平区,120101|河北省,石家庄市,长安区,130102
山西省,太原市,小店区,140105|内蒙古自治区,呼和浩特市,新城区,150102|辽宁省,沈阳市,和平区,210102
吉林省,长春市,南关区,220102|黑龙江省,哈尔滨市,道里区,230102|上海市,上海市,黄浦区,310101
江苏省,南京市,玄武区,320102|浙江省,杭州市,上城区,330102|安徽省,合肥市,瑶海区,340102
福建省,福州市,鼓楼区,350102|江西省,南昌市,东湖区,360102|山东省,济南市,历下区,370102
河南省,郑州市,中原区,410102|湖北省,武汉市,江岸区,420102|湖南省,长沙市,芙蓉区,430102
广东省,广州市,海珠区,440105|广西壮族自治区,南宁市,兴宁区,450102|海南省,海口市,秀英区,460105
重庆市,重庆市,万州区,500101|四川省,成都市,锦江区,510104|贵州省,贵阳市,南明区,520102
云南省,昆明市,五华区,530102|西藏自治区,拉萨市,城关区,540102|陕西省,西安市,新城区,610102
甘肃省,兰州市,城关区,620102|青海省,西宁市,城东区,630102|宁夏回族自治区,银川市,兴庆区,640104
新疆维吾尔自治区,乌鲁木齐市,天山区,650102|台湾省,台北市,松山区,710101
香港特别行政区,香港特别行政区,中西区,810101|澳门特别行政区,澳门特别行政区,花地玛堂区,820101`

/** Provinces with one place of each. */
export const regions: readonly Region[] = places
  .trim()
  .split(/[|\n]/)
  .map((place) => {
    const [province = '', city = '', district = '', code = ''] = place.split(',')
    return {
      names: [province, city, district],
      codes: [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code],
    }
  })

/** The codes of a place, as far as it is a known one. */
export function codesOf(names: readonly string[]): string[] {
  const known = regions.find((region) => names.every((name, level) => region.names[level] === name))
  return known ? known.codes.slice(0, names.length) : []
}
