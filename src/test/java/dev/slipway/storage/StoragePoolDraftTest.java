package dev.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people may write into the form, and what not. */
class StoragePoolDraftTest {
    @ParameterizedTest
    @ValueSource(strings = {"/srv/archive", "/srv/-o", "/var/lib/libvirt/a.b_c@1+2"})
    void takesWholePlainPaths(String path) {
        assertThat(StoragePoolDraft.directory("archive", path).spec().path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "relative",
                "/",
                "/etc/libvirt",
                "/srv/../etc",
                "/srv/a b",
                "/srv/$(id)",
                "/srv/'x",
                "/srv/\u0000",
                "//srv",
                "/srv/",
                "/dev/sda",
                "/proc/1",
                "/srv/<x/>",
                "/srv/-o"
            })
    void refusesPathsThatCouldDoHarm(String path) {
        var draft = StoragePoolDraft.directory("archive", path);
        // A dash at the front of a name is harmless, since libvirt gets whole paths.
        if (path.equals("/srv/-o")) {
            assertThat(draft.spec().path()).isEqualTo(path);
        } else {
            assertThatThrownBy(draft::spec)
                    .isInstanceOfSatisfying(
                            InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("path"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-oProxyCommand=x", "a;b", "nas 1", "nas1/export", "nas1:/x\n"})
    void refusesServersThatAreNone(String server) {
        assertThatThrownBy(() ->
                        new StoragePoolDraft(StoragePoolDraft.Kind.NFS, "n", "/srv/n", server, "/export", "").spec())
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("server"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "../vg", "vg 0", "vg;x", "/dev/sda"})
    void refusesVolumeGroupsThatAreNone(String group) {
        assertThatThrownBy(() -> new StoragePoolDraft(StoragePoolDraft.Kind.LVM, "n", "", "", "", group).spec())
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("group"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-x", "a b", "a/b", "<x>", "ä"})
    void refusesNamesThatAreNone(String name) {
        assertThatThrownBy(StoragePoolDraft.directory(name, "/srv/x")::spec)
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo("name"));
    }
}
