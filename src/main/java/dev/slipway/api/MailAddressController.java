package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.notice.delivery.MailAddressView;
import dev.slipway.notice.delivery.MailAddresses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me/mail-address")
@Tag(name = "Notifications")
class MailAddressController {
    private final MailAddresses addresses;

    MailAddressController(MailAddresses addresses) {
        this.addresses = addresses;
    }

    /** @param wanted not confirmed yet @param offered whether the portal sends e-mail */
    record MailAddressBody(
            boolean offered,
            @Nullable String address,
            @Nullable String wanted,
            List<WebhookController.DeliveryBody> latest) {
        static MailAddressBody of(MailAddressView view) {
            return new MailAddressBody(
                    view.offered(),
                    view.address().orElse(null),
                    view.wanted().orElse(null),
                    view.latest().stream()
                            .map(WebhookController.DeliveryBody::of)
                            .toList());
        }
    }

    record NewAddressBody(@Nullable String address) {}

    record CodeBody(@Nullable String code) {}

    @GetMapping
    @Operation(summary = "Where I am sent e-mail, and how the latest mails went")
    MailAddressBody mine(Actor actor) {
        return MailAddressBody.of(addresses.mine(actor));
    }

    @PutMapping
    @Operation(summary = "Have a code sent to an address; it is used once the code is given back")
    MailAddressBody ask(@RequestBody NewAddressBody body, Actor actor) {
        addresses.ask(Fields.need("address", body.address()), actor);
        return mine(actor);
    }

    @PostMapping("/confirm")
    @Operation(summary = "Give back the code that was sent")
    MailAddressBody confirm(@RequestBody CodeBody body, Actor actor) {
        addresses.confirm(Fields.need("code", body.code()), actor);
        return mine(actor);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Be sent no e-mail any more")
    void remove(Actor actor) {
        addresses.remove(actor);
    }
}
