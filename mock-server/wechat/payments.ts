import type { Store } from '../store/store.ts'

/** Five minutes from the payment: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/basic-info/getPaidUnionid.html */
const MEMORY_MS = 5 * 60_000

/** A paid order, by the numbers WeChat Pay gives it. */
export interface Payment {
  appid: string
  transactionId: string
  mchId?: string | undefined
  outTradeNo?: string | undefined
}

/** Payments are not simulated on this side: a test records that a user has paid. */
export function keepPayment(store: Store, userName: string, payment: Payment) {
  const { transactionId, appid, mchId = null, outTradeNo = null } = payment
  store
    .sql('INSERT OR REPLACE INTO wechat_payments VALUES (?, ?, ?, ?, ?, ?)')
    .run(transactionId, appid, userName, mchId, outTradeNo, store.clock.now())
}

/** True if the user paid such an order within the last five minutes. */
export function hasPaid(
  store: Store,
  { appid, userName }: { appid: string; userName: string },
  order: { transactionId: string } | { mchId: string; outTradeNo: string },
): boolean {
  const since = store.clock.now() - MEMORY_MS
  const both = 'WHERE appid = ? AND user_name = ? AND paid_at > ?'
  const found =
    'transactionId' in order
      ? store
          .sql(`SELECT 1 FROM wechat_payments ${both} AND transaction_id = ?`)
          .get(appid, userName, since, order.transactionId)
      : store
          .sql(`SELECT 1 FROM wechat_payments ${both} AND mch_id = ? AND out_trade_no = ?`)
          .get(appid, userName, since, order.mchId, order.outTradeNo)
  return found !== undefined
}
