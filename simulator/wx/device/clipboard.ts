/** The phone's clipboard; what the person copied elsewhere is put into `text`. */
export class Clipboard {
  text = ''
}
