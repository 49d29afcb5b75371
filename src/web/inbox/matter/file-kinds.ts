interface FileKind {
  readonly name: string;
  /** Opening it makes the clerk's machine do something. */
  readonly isRisky: boolean;
}

const plain = (name: string): FileKind => ({ name, isRisky: false });
const risky = (name: string): FileKind => ({ name, isRisky: true });

const byEnding = new Map<string, FileKind>([
  ['pdf', plain('PDF')],
  ...['doc', 'docx', 'rtf'].map((ending) => [ending, plain('Word 文書')] as const),
  ...['xls', 'xlsx'].map((ending) => [ending, plain('Excel の表')] as const),
  ...['ppt', 'pptx'].map((ending) => [ending, plain('PowerPoint')] as const),
  ...['docm', 'xlsm', 'pptm'].map((ending) => [ending, risky('マクロ付きの Office 文書')] as const),
  ...['jtd', 'jtdc'].map((ending) => [ending, plain('一太郎文書')] as const),
  ['csv', plain('CSV の表')],
  ['txt', plain('テキスト')],
  ...['zip', '7z', 'rar', 'lzh'].map((ending) => [ending, risky('圧縮ファイル')] as const),
  ...['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'heif', 'tif', 'tiff', 'bmp'].map(
    (ending) => [ending, plain('画像')] as const,
  ),
  ...['mp4', 'mov', 'avi', 'm4v'].map((ending) => [ending, plain('動画')] as const),
  ...['mp3', 'm4a', 'wav', 'aac'].map((ending) => [ending, plain('音声')] as const),
  ...['htm', 'html', 'svg', 'mht'].map((ending) => [ending, risky('ウェブページ')] as const),
  ...['exe', 'msi', 'bat', 'cmd', 'com', 'scr', 'js', 'vbs', 'ps1', 'jar', 'lnk', 'hta', 'iso', 'apk'].map(
    (ending) => [ending, risky('プログラム')] as const,
  ),
]);

/** By the ending of its name, as the clerk's own machine will take it. */
export const fileKindOf = (name: string): FileKind => {
  const ending = /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return byEnding.get(ending) ?? plain(ending === '' ? '種類のわからないファイル' : `${ending} ファイル`);
};
