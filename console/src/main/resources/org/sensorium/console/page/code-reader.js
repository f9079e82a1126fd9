// Reads a bar code or QR code in a video: by the browser where it can (phones with Android), otherwise by ZXing.
import { script } from './script.js';

const FORMATS = ['qr_code', 'data_matrix', 'code_128', 'code_39'];

/** Resolves to a function that takes a video and resolves to the text of a code in its picture, or to null. */
export async function codeReader() {
  const native = 'BarcodeDetector' in window ? await window.BarcodeDetector.getSupportedFormats() : [];
  return FORMATS.every(format => native.includes(format)) ? byBrowser() : byLibrary();
}

function byBrowser() {
  const detector = new window.BarcodeDetector({ formats: FORMATS });
  return async video => (await detector.detect(video).catch(() => []))[0]?.rawValue ?? null;
}

async function byLibrary() {
  await script('zxing');
  const { BarcodeFormat, BinaryBitmap, DecodeHintType, HTMLCanvasElementLuminanceSource, HybridBinarizer, MultiFormatReader } = window.ZXing;
  const reader = new MultiFormatReader();
  reader.setHints(new Map([[DecodeHintType.POSSIBLE_FORMATS, FORMATS.map(format => BarcodeFormat[format.toUpperCase()])]]));
  const canvas = document.createElement('canvas');
  const picture = canvas.getContext('2d', { willReadFrequently: true });
  return async video => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    picture.drawImage(video, 0, 0);
    try {
      return reader.decodeWithState(new BinaryBitmap(new HybridBinarizer(new HTMLCanvasElementLuminanceSource(canvas)))).getText();
    } catch {
      return null; // no code in this picture, or none that can be read
    }
  };
}
