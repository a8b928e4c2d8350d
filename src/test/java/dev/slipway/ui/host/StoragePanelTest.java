package dev.slipway.ui.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.identity.Role;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StoragePoolDraft;
import dev.slipway.storage.StoragePools;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.ActionButton;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StoragePanelTest extends ScreenTest {
    @Test
    void showsThePoolsAndSaysWhoMayChangeThem() {
        var pool = ours();
        var window = open(world.people.newOnPlatform(Role.PLATFORM_AUDITOR));

        assertThat(window.find(H2.class).all()).extracting(H2::getText).contains("Storage pools");
        assertThat(make(window).isEnabled()).isFalse();
        assertThat(menu(pool))
                .hasSize(4)
                .filteredOn(item -> !words(item).startsWith("Volumes"))
                .allSatisfy(item -> {
                    assertThat(item.isEnabled()).isFalse();
                    assertThat(words(item)).contains("platform administrator");
                });
    }

    @Test
    void doesNotOfferToDeleteThePoolForVms() {
        var pool = ours();
        open(world.people.newAdministrator());

        assertThat(menu(pool))
                .filteredOn(item -> words(item).startsWith("Delete"))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.isEnabled()).isFalse();
                    assertThat(words(item)).contains("the host's pool for VMs");
                });
    }

    @Test
    void asksForWhatTheKindNeeds() {
        ours();
        var window = open(world.people.newAdministrator());
        press(window, make(window));

        assertThat(labels(window)).contains("Name", "Directory on the host").doesNotContain("Server", "Volume group");
        kind(window).setValue(StoragePoolDraft.Kind.LVM);
        assertThat(labels(window)).contains("Volume group").doesNotContain("Directory on the host");
        kind(window).setValue(StoragePoolDraft.Kind.NFS);
        assertThat(labels(window)).contains("Server", "Directory on the server", "Directory on the host");
    }

    @SuppressWarnings("unchecked")
    private static Select<StoragePoolDraft.Kind> kind(BrowserlessUIContext window) {
        return window.find(Select.class)
                .withCondition(select -> "Kind".equals(select.getLabel()))
                .single();
    }

    private static List<String> labels(BrowserlessUIContext window) {
        return window.find(TextField.class).all().stream()
                .filter(TextField::isVisible)
                .map(TextField::getLabel)
                .toList();
    }

    private static ActionButton make(BrowserlessUIContext window) {
        return window.find(ActionButton.class)
                .withCondition(b -> b.getText().equals("Make a pool"))
                .single();
    }

    private StoragePool ours() {
        var admin = world.people.newAdministrator().actor();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> world.bean(StoragePools.class).list(world.host.id(), admin).stream()
                                .filter(StoragePool::forVms)
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private List<MenuItem> menu(StoragePool pool) {
        var menu = new PoolActions(pool, world.bean(StorageParts.class), () -> {});
        return menu.getItems().getFirst().getSubMenu().getItems();
    }

    private BrowserlessUIContext open(Person person) {
        var window = world.window(person);
        window.navigate("admin/hosts/" + world.host.id(), HostPage.class);
        return window;
    }
}
