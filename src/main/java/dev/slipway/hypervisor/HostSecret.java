package dev.slipway.hypervisor;

/** What lets the portal into a host. Never shown to anybody. @param privateKey of an SSH key pair, in OpenSSH's form; by TLS a {@link TlsIdentity#bundle} */
public record HostSecret(String privateKey) {
    @Override
    public String toString() {
        return "HostSecret[…]";
    }
}
