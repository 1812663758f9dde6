package parley.speech.hearing;

import java.util.ArrayList;
import java.util.List;

/**
 * How unlike two English texts sound, judged from their spelling alone.
 *
 * <p>Letters are folded into a few classes of sounds that recognisers and Mandarin-speaking learners
 * confuse within (p/b, t/d/th, k/g, s/z/sh/ch/j, l/r, m/n/ng, f/v, and all vowels), spaces are dropped, and
 * the rows of classes are compared. Coarse on purpose: it tells "the readout worse an offset" ~ "the
 * result was an upset" from two sentences that have nothing to do with each other.
 */
public final class SoundLikeness {
    private SoundLikeness() {}

    /** 0: the same classes of sounds; 1: nothing in common. */
    static double distance(String one, String other) {
        List<Character> left = classes(one);
        List<Character> right = classes(other);
        int longer = Math.max(left.size(), right.size());
        return longer == 0 ? 0 : (double) EditDistance.between(left, right) / longer;
    }

    /** The classes of sounds in {@code text}, in lower case: one character each, the same ones in a row only once. */
    public static List<Character> classes(String text) {
        List<Character> classes = new ArrayList<>();
        char last = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            char sound = sound(c, next, i == 0 || text.charAt(i - 1) == ' ');
            if (sound != '-' && sound != last) {
                classes.add(sound);
            }
            if (sound != '-') {
                last = sound;
            }
            if (next == 'h' && "tscpg".indexOf(c) >= 0) {
                i++;
            }
        }
        return classes;
    }

    private static char sound(char c, char next, boolean first) {
        return switch (c) {
            case 'p', 'b' -> next == 'h' ? 'F' : 'P';
            case 'f', 'v' -> 'F';
            case 't', 'd' -> 'T';
            case 's', 'z', 'j', 'x' -> 'S';
            case 'c' -> next == 'h' || next == 'e' || next == 'i' || next == 'y' ? 'S' : 'K';
            // "gh" is silent or faint inside a word: night, though.
            case 'g' -> next == 'h' && !first ? '-' : 'K';
            case 'k', 'q' -> 'K';
            case 'm', 'n' -> 'N';
            case 'l', 'r' -> 'L';
            case 'w' -> first ? 'W' : 'A';
            case 'y' -> first ? 'Y' : 'A';
            case 'h' -> first ? 'H' : '-';
            case 'a', 'e', 'i', 'o', 'u' -> 'A';
            default -> '-';
        };
    }
}
