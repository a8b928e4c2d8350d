package dev.slipway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.slipway.ArchitectureTest.SLIPWAY;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import dev.slipway.host.Hosts;
import dev.slipway.identity.ExternalAccounts;
import dev.slipway.operation.Operations;
import dev.slipway.quota.Grants;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProvidedMemberships;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who charges, who writes what is charged, and which calls trust their caller: few, and named here. */
class ChargeFencesTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /** Strings are often joined over lines: what is between two words may be quotes and a plus. */
    private static final Pattern WRITING =
            Pattern.compile("(?i)\\b(?:insert(?: ignore)? into|replace into|update|delete from|truncate(?: table)?)\\b"
                    + "[\\s\"+]+(quota_charge|quota_node)\\b");

    @Test
    void onlyVmsAreChargedAndInFourPlacesOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.slipway.vm.launch.Launching")
                .and()
                .doNotHaveFullyQualifiedName("dev.slipway.vm.adopt.Adopting")
                .and()
                .doNotHaveFullyQualifiedName("dev.slipway.vm.owner.Moving")
                .and()
                .doNotHaveFullyQualifiedName("dev.slipway.vm.state.VmCharges")
                .should()
                .accessTargetWhere(calls(Quotas.class, "charge", "chargeFact", "release", "move", "change"))
                .because(
                        "every path that uses something up is read, raced and reckoned by tests; another one must be too")
                .check(SLIPWAY);
    }

    @Test
    void onlyTheLedgerWritesChargesAndOnlyNodesWriteTotals() throws IOException {
        Map<String, Set<String>> writers = new TreeMap<>();
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher found = WRITING.matcher(Files.readString(file));
                while (found.find()) {
                    writers.computeIfAbsent(found.group(1), t -> new TreeSet<>())
                            .add(file.getFileName().toString());
                }
            }
        }

        assertThat(writers.get("quota_charge")).containsExactly("Ledger.java");
        assertThat(writers.get("quota_node"))
                .as("the tree only forgets what ended")
                .containsExactly("NodeRows.java", "NodeSql.java", "QuotaTree.java");
    }

    @Test
    void edgesDoNotCallWhatTrustsItsCaller() {
        for (var inner : Map.of(
                        Operations.class, "submit",
                        Hosts.class, "attend",
                        Grants.class, "give",
                        ProvidedMemberships.class, "replace",
                        ExternalAccounts.class, "open")
                .entrySet()) {
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.slipway.ui..", "dev.slipway.api..")
                    .should()
                    .accessTargetWhere(calls(inner.getKey(), inner.getValue()))
                    .because("it asks nobody, and takes a name for the audit at most; the call around it has asked")
                    .check(SLIPWAY);
        }
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Class<?> facade, String... methods) {
        return DescribedPredicate.describe(
                facade.getSimpleName() + "." + String.join("/", methods),
                access -> access.getTargetOwner().isEquivalentTo(facade)
                        && Set.of(methods).contains(access.getName()));
    }
}
