// Splits a fragmented MP4 into its initialisation segment and fragments.
export function fragmentsOf(file) {
  const boxes = [];
  for (let at = 0; at + 8 <= file.length; ) {
    const size = file.readUInt32BE(at);
    boxes.push({ type: file.toString('latin1', at + 4, at + 8), bytes: file.subarray(at, at + size) });
    at += size;
  }
  const init = Buffer.concat(boxes.filter((b) => b.type === 'ftyp' || b.type === 'moov').map((b) => b.bytes));
  const fragments = [];
  boxes.forEach((b, i) => {
    if (b.type === 'moof') fragments.push(Buffer.concat([b.bytes, boxes[i + 1].bytes]));
  });
  const avcC = init.indexOf('avcC');
  const codec = [5, 6, 7].map((i) => init[avcC + i].toString(16).padStart(2, '0')).join('');
  const mdhd = init.indexOf('mdhd');
  const timescale = init.readUInt32BE(mdhd + (init[mdhd + 4] === 1 ? 24 : 16));
  return { timescale, mimeType: `video/mp4; codecs="avc1.${codec}"`, init, fragments };
}
