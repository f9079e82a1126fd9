// A photo as it is sent: small enough for any connection, and drawn anew, so that what a camera writes beside the picture
// (where, when, with which phone) stays behind.
const LONGEST_PX = 1600;
const QUALITY = 0.8;

export async function shrunk(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const url = canvas.toDataURL('image/jpeg', QUALITY);
  return { url, base64: url.slice(url.indexOf(',') + 1) };
}
