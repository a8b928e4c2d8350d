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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An identity provider in this JVM: describes itself, shows its keys, and signs whatever a test likes. Has no sign-in page. */
public final class TestIssuer {
    private static TestIssuer instance;

    private final String issuer;
    private final RSAKey key;

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
            server.createContext("/issuer/.well-known/openid-configuration", e -> answer(e, it.description()));
            server.createContext("/issuer/keys", e -> answer(e, new JWKSet(it.key.toPublicJWK()).toJSONObject(true)));
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

    private static void answer(HttpExchange exchange, Map<String, Object> body) throws IOException {
        byte[] json = JsonMapper.shared().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        try (var out = exchange.getResponseBody()) {
            out.write(json);
        }
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
