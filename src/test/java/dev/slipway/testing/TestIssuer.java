package dev.slipway.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An identity provider in this JVM: describes itself, shows its keys, signs whatever a test likes, and gives it away for a
 * code. Has no sign-in page: see {@link IssuerSignIn}. May be away.
 */
public final class TestIssuer {
    private static TestIssuer instance;

    private final String issuer;
    private final RSAKey key;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private volatile boolean away;

    /** What a code is good for, to who knows what the challenge was made of. */
    private record Kept(String challenge, Map<String, Object> answer) {}

    private TestIssuer(String issuer, RSAKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    public static synchronized TestIssuer get() {
        if (instance == null) {
            instance = start();
        }
        return instance;
    }

    private static TestIssuer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestIssuer it = new TestIssuer(
                    "http://localhost:" + server.getAddress().getPort() + "/issuer",
                    new RSAKeyGenerator(2048).keyID("test").generate());
            server.createContext("/issuer/.well-known/openid-configuration", e -> it.answer(e, 200, it.description()));
            server.createContext(
                    "/issuer/keys", e -> it.answer(e, 200, new JWKSet(it.key.toPublicJWK()).toJSONObject(true)));
            server.createContext("/issuer/token", it::redeem);
            server.setExecutor(task -> Thread.ofVirtual().start(task));
            server.start();
            return it;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> description() {
        return Map.of(
                "issuer",
                issuer,
                "authorization_endpoint",
                issuer + "/authorize",
                "token_endpoint",
                issuer + "/token",
                "jwks_uri",
                issuer + "/keys",
                "end_session_endpoint",
                issuer + "/logout",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    /** A code is good as often as it is asked for: that it is used once is left to the portal to see to. */
    private void redeem(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = query(body);
        Kept found = kept.get(form.getOrDefault("code", ""));
        if (found == null || !found.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        } else {
            answer(exchange, 200, found.answer());
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> query(String text) {
        return Arrays.stream(text.split("&"))
                .map(p -> p.split("=", 2))
                .collect(Collectors.toMap(
                        p -> URLDecoder.decode(p[0], StandardCharsets.UTF_8),
                        p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
    }

    private void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        if (away) {
            exchange.close();
            return;
        }
        byte[] json = JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        try (var out = exchange.getResponseBody()) {
            out.write(json);
        }
    }

    /** @return a code that the token endpoint gives this ID token for, to who knows what the challenge was made of */
    String code(String challenge, Optional<String> idToken) {
        String code = UUID.randomUUID().toString();
        Map<String, Object> answer = new HashMap<>(Map.of("access_token", "opaque", "token_type", "Bearer"));
        idToken.ifPresent(t -> answer.put("id_token", t));
        kept.put(code, new Kept(challenge, answer));
        return code;
    }

    /** From now on it hangs up on everybody, or no longer. */
    public void setAway(boolean isAway) {
        away = isAway;
    }

    /** As tokens and settings write it. */
    public String issuer() {
        return issuer;
    }

    public RSAKey key() {
        return key;
    }

    public String sign(JWTClaimsSet claims) {
        return sign(claims, "JWT");
    }

    public String sign(JWTClaimsSet claims, String type) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .type(new JOSEObjectType(type))
                    .build();
            return sign(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String sign(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
