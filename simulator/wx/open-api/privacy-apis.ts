import { defineApis, defineOthers } from '../apis.ts'
import type { Context } from '../context.ts'

/** APIs for the privacy guideline. */
export function privacyApis(phone: Context) {
  const { dialogs, privacy } = phone
  const asynchronous = defineApis(phone, {
    getPrivacySetting: () => ({
      needAuthorization: privacy.isNeeded,
      privacyContractName: privacy.contractName,
    }),
    requirePrivacyAuthorize: () => privacy.require(phone, 'requirePrivacyAuthorize'),
    openPrivacyContract: async () => {
      await dialogs.ask<'modal'>({
        kind: 'modal',
        title: privacy.contractName,
        text: '（隐私保护指引的内容）',
        confirm: '确定',
      })
    },
  })
  const listener = defineOthers({
    onNeedPrivacyAuthorization: (listener) => privacy.listen(listener as never),
  })
  return { ...asynchronous, ...listener }
}
