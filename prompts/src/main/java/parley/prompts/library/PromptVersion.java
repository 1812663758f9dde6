package parley.prompts.library;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One state of a prompt that never changes: all its variants and locales with the partials that they include, so that a
 * released prompt says the same for ever.
 *
 * @param prompt the prompt's name
 * @param id SHA-256 of names and texts, 64 hexadecimal digits; the same texts are the same version, whoever saves them
 * @param author who saved it first, at most {@value #MAX_AUTHOR} characters
 * @param message what it changes, at most {@value #MAX_MESSAGE} characters; may be empty
 */
public record PromptVersion(String prompt, String id, String author, Instant at, String message) {
    public static final int MAX_AUTHOR = 100;
    public static final int MAX_MESSAGE = 1_000;

    /** Digits of an id that are shown and stored with replies; 64 bits never meet twice in one library. */
    public static final int SHORT_DIGITS = 16;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    public PromptVersion {
        if (!isId(id)) {
            throw new IllegalArgumentException("A version's id is 64 hexadecimal digits");
        }
        if (author.length() > MAX_AUTHOR || message.length() > MAX_MESSAGE) {
            throw new IllegalArgumentException("The author or the message is too long");
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The id's first digits, for people. */
    public String shortId() {
        return shortened(id);
    }

    /** The first digits of an id. */
    public static String shortened(String id) {
        return id.substring(0, Math.min(id.length(), SHORT_DIGITS));
    }

    /** The id of a state: SHA-256 over each file's name, its length in bytes and its text, by name. */
    public static String idOf(Map<String, String> texts) {
        MessageDigest digest = sha256();
        new TreeMap<>(texts).forEach((fileName, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((fileName + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 of one text, 64 hexadecimal digits: by it two authors' edits are told apart. */
    public static String hashOf(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
