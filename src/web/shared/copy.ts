/** `navigator.clipboard` is missing where the inbox is reached over plain HTTP inside a city's network. */
export const copyText = async (text: string): Promise<boolean> => {
  if (window.isSecureContext)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  const field = document.createElement('textarea');
  field.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
};
