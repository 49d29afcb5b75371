const clock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  hour: 'numeric',
  minute: '2-digit',
});
const full = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  dateStyle: 'full',
  timeStyle: 'medium',
});
const seconds = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', timeStyle: 'medium' });

export const clockTime = (at: number): string => clock.format(at);
export const fullTime = (at: number): string => full.format(at);
export const clockSeconds = (at: number): string => seconds.format(at);
