package org.sensorium.ingest.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.sensorium.model.RejectionReason;

/**
 * Makes sure that a payload is UTF-8. The parser alone would guess UTF-16 and UTF-32 from zero
 * bytes and let some ill-formed sequences pass.
 */
final class Utf8 {
    private Utf8() {}

    static void check(byte[] payload) throws UndecodableException {
        boolean ascii = true;
        for (int i = 0; i < payload.length; i++) {
            byte b = payload[i];
            if (b == 0) {
                throw new UndecodableException(
                        RejectionReason.MALFORMED,
                        "not JSON in UTF-8: a zero byte at " + i + " (UTF-16? binary?)");
            }
            ascii &= b > 0;
        }
        if (!ascii) {
            decodeStrictly(payload);
        }
    }

    private static void decodeStrictly(byte[] payload) throws UndecodableException {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(payload));
        } catch (CharacterCodingException e) {
            throw new UndecodableException(
                    RejectionReason.MALFORMED, "not UTF-8: " + e.getMessage());
        }
    }
}
