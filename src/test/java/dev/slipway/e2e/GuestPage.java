package dev.slipway.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** What a guest of the tiny image says of itself over the network. */
final class GuestPage {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Supplier<String> address;

    /** @param address empty as long as it has none */
    GuestPage(Supplier<String> address) {
        this.address = address;
    }

    /** Empty if nobody answers, or there is no such page. */
    String read(String path) {
        String now = address.get();
        if (now.isEmpty()) {
            return "";
        }
        var request = HttpRequest.newBuilder(URI.create("http://" + now + path))
                .timeout(PATIENCE)
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
