package dev.slipway.host;

import dev.slipway.hypervisor.HostSecret;
import dev.slipway.hypervisor.HostSecrets;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.SshKeyPairs.SshKeyPair;
import dev.slipway.hypervisor.TlsIdentity;
import dev.slipway.identity.SecretSeal;
import dev.slipway.kernel.HostCredentialId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps secrets of hosts, sealed. Only adapters get them out, on this node, to sign in. */
@Component
class HostCredentialVault implements HostSecrets {
    private final JdbcClient jdbc;
    private final SecretSeal seal;

    HostCredentialVault(JdbcClient jdbc, SecretSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    HostCredential add(HostCredentialId id, SshKeyPair pair, Instant now) {
        return add(new HostCredential(id, HostCredential.Kind.SSH, pair.publicLine()), pair.privateKey(), now);
    }

    HostCredential add(HostCredentialId id, TlsIdentity identity, Instant now) {
        return add(new HostCredential(id, HostCredential.Kind.TLS, identity.shown()), identity.bundle(), now);
    }

    private HostCredential add(HostCredential credential, String secret, Instant now) {
        var id = credential.id().value();
        jdbc.sql(
                        "insert ignore into host_credential (id, kind, public_text, sealed, created_at) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        credential.kind().name(),
                        credential.publicText(),
                        seal.seal(secret.getBytes(StandardCharsets.UTF_8), id),
                        HostTable.utc(now))
                .update();
        return credential;
    }

    Optional<HostCredential> find(HostCredentialId id) {
        return jdbc.sql("select kind, public_text from host_credential where id = ?")
                .param(id.value())
                .query((row, n) ->
                        new HostCredential(id, HostCredential.Kind.valueOf(row.getString(1)), row.getString(2)))
                .optional();
    }

    @Override
    public HostSecret open(UUID credential) {
        return jdbc.sql("select sealed from host_credential where id = ?")
                .param(credential)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(kept -> new HostSecret(new String(seal.open(kept, credential), StandardCharsets.UTF_8)))
                .orElseThrow(() -> new HypervisorProblem(
                        Kind.REFUSED,
                        "The portal has lost its key for this host. Register it again under the same name, with a key.",
                        "no credential " + credential,
                        null));
    }
}
