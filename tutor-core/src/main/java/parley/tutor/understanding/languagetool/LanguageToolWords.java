package parley.tutor.understanding.languagetool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import morfologik.speller.Speller;
import morfologik.stemming.Dictionary;
import parley.tutor.understanding.KnownWords;

/**
 * The spelling dictionaries of LanguageTool, American and British, as a list of words; 1.4 MB in memory, read in about
 * 50 ms. Thread-safe.
 */
public final class LanguageToolWords implements KnownWords {
    private static final String FOLDER = "/org/languagetool/resource/en/hunspell/";

    private final ReentrantLock lock = new ReentrantLock();
    // A speller keeps buffers between calls, so it is used by one thread at a time.
    private final Speller american;
    private final Speller british;

    private LanguageToolWords(Speller american, Speller british) {
        this.american = american;
        this.british = british;
    }

    /** Reads the dictionaries from the class path, where the build puts them; it is a bug when they are missing. */
    public static LanguageToolWords load() {
        return new LanguageToolWords(speller("en_US.dict"), speller("en_GB.dict"));
    }

    @Override
    public boolean contains(String lowerCaseWord) {
        if (lowerCaseWord.isEmpty()) {
            return false;
        }
        String capital = lowerCaseWord.substring(0, 1).toUpperCase(Locale.ROOT) + lowerCaseWord.substring(1);
        lock.lock();
        try {
            return american.isInDictionary(lowerCaseWord)
                    || british.isInDictionary(lowerCaseWord)
                    || american.isInDictionary(capital);
        } finally {
            lock.unlock();
        }
    }

    private static Speller speller(String name) {
        URL url = LanguageToolWords.class.getResource(FOLDER + name);
        if (url == null) {
            throw new IllegalStateException("The dictionary " + name + " is not on the class path");
        }
        try {
            return new Speller(Dictionary.read(url));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
