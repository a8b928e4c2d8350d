package dev.slipway.ui.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.SshKeys;
import dev.slipway.ui.ScreenTest;
import org.junit.jupiter.api.Test;

class ProfileTest extends ScreenTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ada@laptop";

    @Test
    void addsAKey() {
        BrowserlessUIContext window = keys(KEY);

        assertThat(world.bean(SshKeys.class).list(world.member.actor()))
                .singleElement()
                .satisfies(k -> assertThat(k.name()).isEqualTo("laptop"));
        assertThat(window.find(AddKeyDialog.class).exists()).isFalse();
    }

    @Test
    void refusesAPrivateKeyAtItsField() {
        BrowserlessUIContext window = keys("-----BEGIN OPENSSH PRIVATE KEY-----");

        TextArea key = window.find(TextArea.class).single();
        assertThat(key.isInvalid()).isTrue();
        assertThat(key.getErrorMessage()).containsIgnoringCase("private");
        assertThat(world.bean(SshKeys.class).list(world.member.actor())).isEmpty();
    }

    @Test
    void showsATokensSecretOnce() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(TokensView.class);
        window.test(window.find(Button.class)
                        .withCondition(b -> b.getText().equals("New token"))
                        .first())
                .click();
        window.test(window.find(TextField.class).single()).setValue("nightly build");
        press(window, button(window, "Make token"));

        Dialog secret = window.find(SecretDialog.class).single();
        assertThat(words(secret)).contains("slip_");
        press(window, button(window, "I have copied it"));
        assertThat(window.find(SecretDialog.class).exists()).isFalse();
        assertThat(world.bean(ApiTokens.class).list(world.member.actor()))
                .anyMatch(t -> t.name().equals("nightly build"));
    }

    private BrowserlessUIContext keys(String key) {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(SshKeysView.class);
        window.test(window.find(Button.class)
                        .withCondition(b -> b.getText().equals("Add key"))
                        .first())
                .click();
        window.test(window.find(TextField.class).single()).setValue("laptop");
        window.test(window.find(TextArea.class).single()).setValue(key);
        press(
                window,
                window.find(Button.class, window.find(AddKeyDialog.class).single())
                        .withCondition(b -> b.getText().equals("Add key"))
                        .single());
        return window;
    }
}
