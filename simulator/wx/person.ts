/** A place on the earth, in degrees (gcj02, the system of maps in China). */
export interface Place {
  latitude: number
  longitude: number
  name: string
  address: string
}

/** A postal address. */
export interface Address {
  userName: string
  postalCode: string
  provinceName: string
  cityName: string
  countyName: string
  streetName: string
  detailInfo: string
  nationalCode: string
  telNumber: string
}

/** Data of the person who holds the phone: place, address, scanned codes. */
export interface Person {
  place: Place
  /** Metres above the sea; in what radius the place is true, in metres; metres a second. */
  altitude: number
  accuracy: number
  speed: number
  address: Address
  invoice: { type: string; title: string; taxNumber: string; companyAddress: string }
  telephone: string
  contact: { displayName: string; phoneNumber: string }
  licensePlate: string
  /** The content of a scanned code. */
  scanned: { result: string; scanType: string }
  /** The mini-program is among those the person keeps (我的小程序). */
  hasAdded: boolean
  /** Steps of the last 31 days, oldest first, as WeChat counts them. */
  steps: number[]
  /** Pictures, videos and other files the person may choose from; empty: one small picture. */
  album: { name: string; content: Blob }[]
  /** The picture chosen as the person's own; absent: one small picture. */
  avatar?: Blob
}

const place = {
  latitude: 39.908823,
  longitude: 116.39747,
  name: '天安门',
  address: '北京市东城区东长安街',
}

/** The default person, with made-up data. */
export const defaultPerson: Person = {
  place,
  hasAdded: false,
  altitude: 0,
  accuracy: 65,
  speed: -1,
  address: {
    userName: '张三',
    postalCode: '510000',
    provinceName: '广东省',
    cityName: '广州市',
    countyName: '海珠区',
    streetName: '新港中路',
    detailInfo: '新港中路397号',
    nationalCode: '440105',
    telNumber: '13800000000',
  },
  invoice: {
    type: '0',
    title: '示例有限公司',
    taxNumber: '91440000000000000X',
    companyAddress: '',
  },
  telephone: '13800000000',
  contact: { displayName: '李四', phoneNumber: '13900000000' },
  licensePlate: '粤A00000',
  scanned: { result: 'https://example.com/', scanType: 'QR_CODE' },
  steps: Array.from({ length: 31 }, (_, day) => 5000 + day * 10),
  album: [],
}
