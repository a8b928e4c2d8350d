package dev.slipway.intake.fetch;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where may be fetched from. Asked for what a person wrote, and again for each place that a server sends us to.
 *
 * @param permitted whether an address may be connected to
 * @param hosts such as {@code cloud.debian.org} or {@code *.debian.org}; {@code *} = any
 */
public record FetchRules(
        List<String> schemes, List<String> hosts, Predicate<InetAddress> permitted, Resolver resolver) {
    private static final int LONGEST = 2000;

    /** Says which addresses a name has. */
    public interface Resolver {
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** @param privateAddresses whether those of one's own networks, and of this machine, may be connected to */
    public static FetchRules of(List<String> schemes, List<String> hosts, boolean privateAddresses) {
        return new FetchRules(
                schemes, hosts, address -> privateAddresses || PublicAddress.is(address), InetAddress::getAllByName);
    }

    /** @throws InvalidRequest {@code url-refused} saying why not */
    public URI check(String url) {
        URI uri = parse(url);
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        refuseUnless(
                schemes.contains(scheme),
                "Files are fetched by " + String.join(" or ", schemes)
                        + " only. Choose such an address, or send the file" + " from your computer.");
        refuseUnless(uri.getHost() != null, "That is no address of a file, such as https://example.org/disk.qcow2.");
        refuseUnless(uri.getRawUserInfo() == null, "An address with a name or password in it is not taken.");
        refuseUnless(
                hosts.stream().anyMatch(allowed -> matches(allowed, host(uri))),
                "The portal does not connect to " + host(uri) + ". Its administrator says where it may.");
        return uri;
    }

    /**
     * The address to connect to, and to no other: whoever asked again could be told another one.
     *
     * @throws InvalidRequest {@code url-refused} if any of the host's addresses is not to be reached from here
     */
    InetAddress address(URI uri) {
        try {
            InetAddress[] all = resolver.all(bare(host(uri)));
            refuseUnless(
                    Arrays.stream(all).allMatch(permitted),
                    host(uri)
                            + " is in a network of one's own, or is this machine itself. The portal does not connect to"
                            + " those unless its administrator permits private addresses.");
            return all[0];
        } catch (UnknownHostException e) {
            throw new Unavailable(
                    "fetch-unknown-host",
                    "There is no host " + host(uri) + ", or names are not resolved right now.",
                    uri.toString(),
                    e);
        }
    }

    private static URI parse(String url) {
        try {
            refuseUnless(url.length() <= LONGEST, "An address has up to " + LONGEST + " characters.");
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw refused("That is no address of a file, such as https://example.org/disk.qcow2.");
        }
    }

    private static boolean matches(String allowed, String host) {
        String wanted = allowed.toLowerCase(Locale.ROOT);
        return wanted.equals("*")
                || wanted.equals(host)
                || (wanted.startsWith("*.") && host.endsWith(wanted.substring(1)));
    }

    static String host(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host : IDN.toASCII(host).replaceFirst("\\.$", "");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void refuseUnless(boolean good, String sentence) {
        if (!good) {
            throw refused(sentence);
        }
    }

    private static InvalidRequest refused(String sentence) {
        return new InvalidRequest("url-refused", "url", sentence);
    }
}
