package org.sensorium.console;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a camera sees that is held before a code: YUV4MPEG2, the format of Chromium's pretended
 * camera.
 */
final class Film {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int FRAMES = 4;
    private static final int LEFT = 80;
    private static final int TOP = 60;
    private static final byte WHITE = (byte) 235;
    private static final byte BLACK = 16;
    private static final byte GREY = (byte) 128;

    private Film() {}

    static Path of(BarcodeFormat format, String text, Path file)
            throws IOException, WriterException {
        byte[] luma = luma(format, text);
        byte[] chroma = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(chroma, GREY);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(ascii("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F30:1 Ip A1:1 C420jpeg\n"));
            for (int i = 0; i < FRAMES; i++) {
                out.write(ascii("FRAME\n"));
                out.write(luma);
                out.write(chroma);
            }
        }
        return file;
    }

    private static byte[] luma(BarcodeFormat format, String text) throws WriterException {
        BitMatrix code =
                new MultiFormatWriter().encode(text, format, WIDTH - 2 * LEFT, HEIGHT - 2 * TOP);
        byte[] luma = new byte[WIDTH * HEIGHT];
        Arrays.fill(luma, WHITE);
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y)) {
                    luma[(TOP + y) * WIDTH + LEFT + x] = BLACK;
                }
            }
        }
        return luma;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
