// Part of the service worker. What waits is sealed: it is sent by the opened app alone. When the network is back and
// nobody looks at the app, this says so, once, without a name or a number.
self.addEventListener('sync', (event) => {
  if (event.tag !== 'unsent') return
  const remind = async () => {
    const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    if (windows.some((one) => one.visibilityState === 'visible')) return
    if (!('Notification' in self) || Notification.permission !== 'granted') return
    await self.registration.showNotification('网络已恢复', {
      tag: 'unsent',
      lang: 'zh-CN',
      body: '还有记录没有送达。打开应用、输入 PIN 码后自动发送。',
    })
  }
  event.waitUntil(remind())
})
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window', includeUncontrolled: true })
      .then(([open]) => (open ? open.focus() : self.clients.openWindow('/phone/'))),
  )
})
