package org.sensorium.ingest.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sensorium.registry.credentials.SensorSecret;
import org.sensorium.registry.credentials.UserPassword;
import org.sensorium.registry.view.Account;
import org.sensorium.registry.view.Role;
import org.sensorium.registry.view.SensorAccount;
import org.sensorium.registry.view.UserAccount;

class SignInTest {
    private static final SensorSecret SECRET = SensorSecret.generate();
    private static final String HASH = UserPassword.hash("ana's password");
    private static final Map<String, Account> ACCOUNTS =
            Map.of(
                    "a-7", new SensorAccount("a-7", true, SECRET.salt(), SECRET.hash()),
                    "old", new SensorAccount("old", false, SECRET.salt(), SECRET.hash()),
                    "bare", new SensorAccount("bare", true, null, null),
                    "ana", new UserAccount("ana", Role.VIEWER, List.of("water"), true, HASH),
                    "gone", new UserAccount("gone", Role.VIEWER, List.of("water"), false, HASH));

    private static final String TOKEN = "t".repeat(43);

    private final SignIn signIn =
            new SignIn(
                    ACCOUNTS::get,
                    (user, token) -> List.of("ana", "gone").contains(user) && token.equals(TOKEN));

    @Test
    void theRightPasswordOpens() {
        assertThat(check("a-7", SECRET.text())).isEqualTo(ACCOUNTS.get("a-7"));
        assertThat(check("ana", "ana's password")).isEqualTo(ACCOUNTS.get("ana"));
    }

    @Test
    void nothingElseDoes() {
        assertThat(check("a-7", SECRET.text() + "x")).isNull();
        assertThat(check("a-7", "")).isNull();
        assertThat(check("ana", SECRET.text())).isNull();
        assertThat(check("nobody", "nobody has this password")).isNull();
        assertThat(check("old", SECRET.text())).isNull();
        assertThat(check("bare", "")).isNull();
        assertThat(check("gone", "ana's password")).isNull();
    }

    @Test
    void theTokenOfASessionOpensForItsHolderOnly() {
        assertThat(check("ana", TOKEN)).isEqualTo(ACCOUNTS.get("ana"));
        assertThat(check("ana", "x".repeat(43))).isNull();
        assertThat(check("ana", TOKEN + "t")).isNull();
        assertThat(check("gone", TOKEN)).isNull();
        assertThat(check("a-7", TOKEN)).isNull();
        assertThat(check("nobody", TOKEN)).isNull();
    }

    @Test
    void onlySensorsAreCheckedAtOnce() {
        assertThat(signIn.isQuick("a-7")).isTrue();
        assertThat(signIn.isQuick("ana")).isFalse();
        assertThat(signIn.isQuick("nobody")).isFalse();
    }

    private Account check(String user, String password) {
        return signIn.check(user, password.getBytes(StandardCharsets.UTF_8));
    }
}
