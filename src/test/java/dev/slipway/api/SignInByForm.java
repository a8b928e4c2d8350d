package dev.slipway.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A browser's way in, without the browser. */
final class SignInByForm {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    SignInByForm(int port) {
        base = "http://127.0.0.1:" + port;
    }

    /** @return the cookie of a session that is signed in */
    String cookie(String name, String password) throws IOException, InterruptedException {
        var page = http.send(
                HttpRequest.newBuilder(URI.create(base + "/login")).build(), HttpResponse.BodyHandlers.ofString());
        var csrf = CSRF.matcher(page.body());
        if (!csrf.find()) {
            throw new AssertionError("no CSRF token in " + page.body());
        }
        var form = "username=" + encoded(name) + "&password=" + encoded(password) + "&_csrf=" + encoded(csrf.group(1));
        var signedIn = http.send(
                HttpRequest.newBuilder(URI.create(base + "/login"))
                        .header("Cookie", cookie(page))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return cookie(signedIn);
    }

    /** Whether the screens let it in: else they send it to sign in. */
    boolean isSignedIn(String cookie) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/"))
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200;
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith("SLIPWAY="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no session from " + answer + answer.headers()))
                .replaceFirst(";.*", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
