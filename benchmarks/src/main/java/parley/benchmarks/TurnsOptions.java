package parley.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked of the turns benchmark.
 *
 * @param quick fewer of each
 * @param parts what is measured; all of them unless named
 */
record TurnsOptions(boolean quick, Set<Part> parts) {
    /** A part that can be run alone, in the order in which they are run. */
    enum Part {
        WORDS("word errors on learners and fluent speakers, by what is foreseen"),
        ANSWERS("end of speech to the tutor's first sound: 1 session, and beside a fixed wait"),
        CROWD("the same of 4 who always speak and 8 who speak 40 %"),
        THINKING("the same with a tutor's model that takes 600 ms"),
        BARGEIN("onset over a reply to the last sound sent, and the words that were heard"),
        BARGEIN4("the same of 4 at once"),
        HARMLESS("replies stopped by backchannels and noises"),
        MURMUR("replies stopped by others who talk nearby; not with --quick"),
        ECHO("replies stopped by their own echo"),
        COST("processor time for a second of speech beside the bare recogniser and detector"),
        MEMORY("heap and resident memory of a session; not with --quick unless named"),
        PAUSES("turns cut in pauses"),
        WORKER("turns lost with a killed recogniser");

        private final String what;

        Part(String what) {
            this.what = what;
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    TurnsOptions {
        parts = Set.copyOf(parts);
    }

    /** Whether {@code part} is measured. */
    boolean wants(Part part) {
        return parts.contains(part);
    }

    /** Something that was written on the command line and is no option. */
    static final class Unknown extends Exception {
        private static final long serialVersionUID = 1;

        Unknown(String message) {
            super(message);
        }
    }

    /** Reads the command line. */
    static TurnsOptions of(List<String> args) throws Unknown {
        boolean quick = false;
        Set<Part> named = EnumSet.noneOf(Part.class);
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--quick" -> quick = true;
                case "--only" -> {
                    i++;
                    if (i == args.size()) {
                        throw new Unknown("--only needs PART[,PART ...], each one of " + ids());
                    }
                    for (String id : args.get(i).split(",", -1)) {
                        named.add(part(id));
                    }
                }
                default -> throw new Unknown("expected --quick, --only PART[,PART ...] or --help, not " + args.get(i));
            }
        }
        if (!named.isEmpty()) {
            return new TurnsOptions(quick, named);
        }
        Set<Part> all = EnumSet.allOf(Part.class);
        if (quick) {
            all.removeAll(EnumSet.of(Part.MURMUR, Part.MEMORY));
        }
        return new TurnsOptions(quick, all);
    }

    private static Part part(String id) throws Unknown {
        for (Part part : Part.values()) {
            if (part.id().equals(id)) {
                return part;
            }
        }
        throw new Unknown("there is no part '" + id + "'; --only takes " + ids());
    }

    private static String ids() {
        return Arrays.stream(Part.values()).map(Part::id).collect(Collectors.joining(", "));
    }

    static String help() {
        return Arrays.stream(Part.values())
                .map(part -> String.format(Locale.ROOT, "%n  %-9s %s", part.id(), part.what))
                .collect(Collectors.joining(
                        "",
                        "Usage: benchmarks/run turns [--quick] [--only PART[,PART ...]]\n\nParts, in the order in"
                                + " which they are run:",
                        "\n"));
    }
}
