package dev.slipway.audit;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives committed entries their place in the chain, within seconds, one node at a time. Changes never wait for it: it
 * only reads what they have committed. Entries may commit in another order than their ids; the chain's order is that in
 * which they were found.
 */
@Component
class Chainer {
    private static final Logger LOG = LoggerFactory.getLogger(Chainer.class);
    private static final int AT_ONCE = 1000;
    /** So many ids may be told, and more, before one that was given out earlier commits. */
    private static final long LATE_BY = 10_000;

    private static final Duration EACH_HOUR = Duration.ofHours(1);

    private final ChainRows rows;
    private final AnchorFile anchors;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private long lookAbove;
    private Instant lookedAtAll;
    private Instant toldAt = Instant.EPOCH;

    Chainer(ChainRows rows, AnchorFile anchors, TransactionTemplate transactions, Clock clock) {
        this.rows = rows;
        this.anchors = anchors;
        this.transactions = transactions;
        this.clock = clock;
        this.lookedAtAll = clock.instant();
    }

    @Scheduled(fixedDelayString = "${slipway.audit.chain-every:PT2S}", initialDelayString = "PT3S")
    synchronized void run() {
        boolean any = !rows.unlinked(lookAbove, 1).isEmpty();
        if (any) {
            linkAll();
        }
        // The first look was at all there is, and one an hour is; those between at the latest.
        boolean all = !clock.instant().isBefore(lookedAtAll.plus(EACH_HOUR));
        lookedAtAll = all ? clock.instant() : lookedAtAll;
        lookAbove = all ? 0 : rows.lastLinkedEntry() - LATE_BY;
        if (any) {
            head().ifPresent(this::tell);
        }
    }

    /** What is told meanwhile waits for the next look, or a busy portal would do nothing but look. */
    private void linkAll() {
        int linked;
        do {
            linked = link();
        } while (linked == AT_ONCE);
    }

    /** @return how many got their place */
    private int link() {
        Integer linked = transactions.execute(status -> {
            rows.lock();
            ChainRows.Link last = rows.head();
            List<ChainRows.Linked> links = new ArrayList<>();
            for (ChainRows.Entry entry : rows.unlinked(lookAbove, AT_ONCE)) {
                long seq = last.seq() + 1;
                last = new ChainRows.Link(seq, ChainRows.hash(last.hash(), seq, entry.content()));
                links.add(new ChainRows.Linked(last, entry.id(), Optional.of(entry)));
            }
            rows.add(links);
            return links.size();
        });
        return linked == null ? 0 : linked;
    }

    private Optional<ChainAnchor> head() {
        ChainRows.Link head = rows.head();
        return head.seq() == 0
                ? Optional.empty()
                : Optional.of(new ChainAnchor(head.seq(), HexFormat.of().formatHex(head.hash())));
    }

    private void tell(ChainAnchor head) {
        UUID chain = rows.chainId();
        // A chain that lost what it had keeps its last good anchor, however long it grows again.
        if (anchors.read().filter(r -> r.chain().equals(chain)).stream().allMatch(r -> rows.goesThrough(r.anchor()))) {
            anchors.write(chain, head);
        }
        if (!clock.instant().isBefore(toldAt.plus(EACH_HOUR))) {
            toldAt = clock.instant();
            LOG.info("Audit chain {} has {} entries; anchor {}", chain, head.entries(), head);
        }
    }

    @PreDestroy
    synchronized void stop() {
        anchors.read().ifPresent(last -> LOG.info("Audit chain stopped at anchor {}", last.anchor()));
    }
}
