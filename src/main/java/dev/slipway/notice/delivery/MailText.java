package dev.slipway.notice.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand in a mail. */
final class MailText {
    private static final int LONGEST_ADDRESS = 254;
    /** Plain ones: no names, comments, quotes, routes or groups, and so nothing that could end a line. */
    private static final Pattern ADDRESS = Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{3,200}");

    private MailText() {}

    /** The address alone; empty if it is none. */
    static Optional<String> address(String text) {
        String plain = text.strip();
        if (plain.length() > LONGEST_ADDRESS || !ADDRESS.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            new InternetAddress(plain, true).validate();
            return Optional.of(plain);
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    /** A subject is one line, whatever it is made of. */
    static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
