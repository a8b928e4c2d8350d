package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
import dev.slipway.vm.guest.GuestPasswords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/password")
@Tag(name = "VMs")
class GuestPasswordController {
    private final GuestPasswords passwords;
    private final Operations operations;

    GuestPasswordController(GuestPasswords passwords, Operations operations) {
        this.passwords = passwords;
        this.operations = operations;
    }

    /** @param account left out = the one that its image is signed in to with, else {@code root} */
    record AccountBody(@Nullable String account) {}

    /** @param password shown this once; good when the operation is done */
    record PasswordBody(String account, String password, OperationController.OperationBody operation) {
        @Override
        public String toString() {
            return "PasswordBody[" + account + "]";
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Give an account in a running VM's guest a new password, which the answer shows once")
    PasswordBody set(@PathVariable String vm, @RequestBody AccountBody body, Actor actor) {
        var made = passwords.set(VmId.parse(vm), Optional.ofNullable(body.account()), actor);
        return new PasswordBody(
                made.account(),
                made.password(),
                OperationController.OperationBody.of(operations.get(made.operation(), actor)));
    }
}
