import './first-aid.ts'
import './phone.ts'
