/** Why a message did not get through, and why a case has no clip, in Chinese; by the server's code. */
import type { DeliveryReason, NoClipReason } from '../api/reasons';

export const undelivered = {
  'receiver-deleted': '这个外部系统已被删除',
  'receiver-off': '这个外部系统已停用',
  'name-unknown': '主机名解析不到',
  'no-route': '到它的网络不通',
  'connection-refused': '主机在线，但端口没有开放',
  'no-answer': '没有及时应答',
  'tls-failed': '加密连接建立不了',
  'connection-lost': '连接中断',
  redirected: '地址被转到别处，请填写最终地址',
  refused: '对方拒收',
  'receiver-broken': '对方系统出错',
  'broker-missing': '没有启用默认的消息服务器',
  'broker-away': '消息服务器连不上',
  'broker-busy': '等待发给消息服务器的消息太多',
  'broker-refuses': '消息服务器不接收这个主题',
  'page-closed': '网格员没有打开手机页面',
  'page-silent': '手机页面没有及时确认',
  'handed-over': '送达之前已改派他人',
  'out-of-date': '送达之前案件已有人处理',
  failed: '发送失败',
} satisfies Record<DeliveryReason, string>;

export const noClip = {
  'not-recorded': '当时没有录像',
  'codec-changed': '这段时间里摄像机换了编码格式，做不成一个片段',
  'too-long': '时间太长，超出了允许的长度',
  'too-many-protected': '保留的录像太多，不能再保留',
  busy: '同时制作的片段太多',
  'no-room': '磁盘没有可用空间或超出配额',
  'disk-failed': '录像读取或片段写入失败',
  failed: '录像片段制作失败',
} satisfies Record<NoClipReason, string>;
