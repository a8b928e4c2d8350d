package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.serial.BootLogs;
import dev.slipway.vm.serial.SerialMatch;
import dev.slipway.vm.serial.SerialText;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/vms/{vm}/boot-log")
@Tag(name = "VMs")
class BootLogController {
    private final BootLogs logs;

    BootLogController(BootLogs logs) {
        this.logs = logs;
    }

    /**
     * @param text absent if nothing is kept
     * @param from where it begins in what is kept, in bytes
     * @param next what to ask for next, as {@code from}
     * @param size how much is kept in all
     * @param nothingKept why, if nothing is
     */
    record BootLogBody(
            @Nullable String text,
            @Nullable Long from,
            @Nullable Long next,
            @Nullable Long size,
            @Nullable String nothingKept) {
        static BootLogBody of(SerialText said) {
            return said.nothingKept()
                    .map(why -> new BootLogBody(null, null, null, null, why))
                    .orElseGet(() -> new BootLogBody(said.text(), said.from(), said.next(), said.size(), null));
        }
    }

    @GetMapping
    @Operation(
            summary = "What a VM said on its serial line, from one start to the next",
            description =
                    "The last 512 KiB of it, or as much from a place on. Control characters and terminal sequences are"
                            + " left out. At least the last MiB is kept.")
    BootLogBody of(@PathVariable String vm, @RequestParam(required = false) @Nullable Long from, Actor actor) {
        var id = VmId.parse(vm);
        return BootLogBody.of(from == null ? logs.last(id, actor) : logs.from(from, id, actor));
    }

    @GetMapping("/matches")
    @Operation(summary = "The lines of it in which something stands, whatever its case; the last 200 if there are more")
    List<SerialMatch> matches(@PathVariable String vm, @RequestParam(defaultValue = "") String text, Actor actor) {
        return logs.search(text, VmId.parse(vm), actor);
    }
}
