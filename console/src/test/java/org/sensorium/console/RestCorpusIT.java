package org.sensorium.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sensorium.console.RunningConsole.Answer;

/**
 * Every line of {@code corpus/rest.tsv} against a running console: each is answered as written, and
 * after each the console answers a good call as if nothing had been.
 *
 * <p>In a body, {@code «3×text»} stands for text three times, {@code «hex FF»} for bytes and ⏎ for
 * the end of a line of HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestCorpusIT {
    private static final Path CORPUS = Path.of("src/test/resources/corpus/rest.tsv");
    private static final Pattern MARKED = Pattern.compile("«(?:(\\d+)×|hex )([^»]*)»");
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int LONGEST_HEAD = 8192;

    @AutoClose private RunningConsole it;

    /** What came back: the status, or {@code closed}, and all that was said. */
    private record Reply(String status, String text) {}

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void eachLineIsAnsweredAsWritten(String label, Map<String, String> line) throws Exception {
        Reply reply = line.get("method").equals("RAW") ? raw(line) : ask(line);

        assertThat(reply.status()).as(reply.text()).isEqualTo(line.get("status"));
        assertThat(reply.text()).contains(line.get("says"));
        assertThat(reply.text()).doesNotContain("Exception", "org.postgresql", "\tat ");
        assertThat(it.get("wei", "/session").status()).as("a good call").isEqualTo(200);
    }

    @Test
    void aTokenThatIsOverIsNoneAnyMore() throws Exception {
        assertThat(it.get("otto", "/session").status()).isEqualTo(200);

        it.execute(
                "update store.sessions set expires_at = now() - interval '1 second' where user_name = 'otto'");

        assertThat(it.get("otto", "/session").status()).isEqualTo(401);
    }

    static List<Object[]> lines() throws IOException {
        List<String> lines = Files.readAllLines(CORPUS);
        String[] header = lines.get(0).split("\t", -1);
        return lines.stream()
                .skip(1)
                .map(line -> columns(header, line.split("\t", -1)))
                .filter(line -> !line.get("as").equals("not sent"))
                .map(line -> new Object[] {line.get("case") + " " + line.get("name"), line})
                .toList();
    }

    private static Map<String, String> columns(String[] header, String[] cells) {
        return IntStream.range(0, header.length)
                .boxed()
                .collect(Collectors.toMap(i -> header[i], i -> cells[i]));
    }

    private Reply ask(Map<String, String> line) throws IOException {
        String as = line.get("as");
        String path = new String(bytes(line.get("path")), UTF_8);
        HttpRequest.Builder request =
                as.equals("nobody")
                        ? HttpRequest.newBuilder(it.uri("/api/v1" + path))
                        : it.request(as, path);
        if (!line.get("type").isEmpty()) {
            request.header("Content-Type", line.get("type"));
        }
        byte[] body = bytes(line.get("body"));
        Answer answer =
                it.send(request.method(line.get("method"), BodyPublishers.ofByteArray(body)));
        String headers =
                answer.raw().headers().map().entrySet().stream()
                        .map(header -> header.getKey() + ": " + header.getValue().get(0))
                        .collect(Collectors.joining("\n"));
        return new Reply(Integer.toString(answer.status()), headers + "\n\n" + answer.raw().body());
    }

    /** Sends the line's body as it is and reads the head of the answer. */
    private Reply raw(Map<String, String> line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", it.console.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(bytes(line.get("body")));
            } catch (SocketException e) {
                // Refused before all of it was sent: the answer is there.
            }
            String head = head(socket.getInputStream());
            String[] words = head.split(" ", 3);
            return new Reply(words.length == 3 ? words[1] : "closed", head);
        }
    }

    private static String head(InputStream in) throws IOException {
        byte[] head = new byte[LONGEST_HEAD];
        int length = 0;
        try {
            int next = in.read();
            while (next >= 0 && length < head.length) {
                head[length++] = (byte) next;
                next = endsHead(head, length) ? -1 : in.read();
            }
        } catch (SocketException e) {
            // Closed behind the answer.
        }
        return new String(head, 0, length, ISO_8859_1);
    }

    private static boolean endsHead(byte[] head, int length) {
        byte[] end = {'\r', '\n', '\r', '\n'};
        return length >= 4 && Arrays.equals(head, length - 4, length, end, 0, 4);
    }

    private static byte[] bytes(String text) {
        String line = text.replace("⏎", "\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher marked = MARKED.matcher(line);
        int at = 0;
        while (marked.find()) {
            out.writeBytes(line.substring(at, marked.start()).getBytes(UTF_8));
            String content = marked.group(2);
            out.writeBytes(
                    marked.group(1) == null
                            ? HexFormat.of().parseHex(content.replace(" ", ""))
                            : content.repeat(Integer.parseInt(marked.group(1))).getBytes(UTF_8));
            at = marked.end();
        }
        out.writeBytes(line.substring(at).getBytes(UTF_8));
        return out.toByteArray();
    }
}
