package dev.slipway.vm.guest;

import dev.slipway.kernel.OperationId;

/**
 * A password that an account in a guest is being given. Shown to whoever asked for it, this once.
 *
 * @param operation good once this is done; if it fails, the account keeps what it had
 */
public record GuestPassword(String account, String password, OperationId operation) {
    @Override
    public String toString() {
        return "GuestPassword[" + account + ", " + operation + "]";
    }
}
