package dev.slipway.hypervisor;

import java.util.List;

/**
 * Who a guest is, for one that runs already.
 *
 * @param hostName of lower-case letters, digits and dashes
 * @param user the account that the keys let in; may be empty if there are none
 * @param sshKeys one public key each
 */
public record GuestIdentity(String hostName, String user, List<String> sshKeys) {
    public GuestIdentity {
        sshKeys = List.copyOf(sshKeys);
    }
}
