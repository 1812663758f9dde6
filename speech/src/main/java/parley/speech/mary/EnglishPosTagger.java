package parley.speech.mary;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marytts.datatypes.MaryData;
import marytts.datatypes.MaryDataType;
import marytts.modules.InternalModule;
import opennlp.tools.postag.POSModel;
import opennlp.tools.postag.POSTaggerME;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The part-of-speech step of MaryTTS's English chain, on the OpenNLP that the rest of the house uses.
 *
 * <p>MaryTTS's own step was compiled against OpenNLP 1.5 and calls a method that 1.9 no longer has. Made
 * by MaryTTS by its class name. Thread-safe: the tagger is used under a lock.
 */
public final class EnglishPosTagger extends InternalModule {
    private static final String MODEL = "/marytts/language/en/tagger/en-pos-maxent.bin";

    private @Nullable POSTaggerME tagger;

    public EnglishPosTagger() {
        super("EnglishPosTagger", MaryDataType.WORDS, MaryDataType.PARTSOFSPEECH, Locale.ENGLISH);
    }

    @Override
    public void startup() throws Exception {
        super.startup();
        try (InputStream model = EnglishPosTagger.class.getResourceAsStream(MODEL)) {
            if (model == null) {
                throw new IOException("MaryTTS's English tagger model is not on the class path");
            }
            tagger = new POSTaggerME(new POSModel(model));
        }
    }

    @Override
    public MaryData process(MaryData words) {
        Document document = words.getDocument();
        NodeList sentences = document.getElementsByTagName("s");
        for (int i = 0; i < sentences.getLength(); i++) {
            tag((Element) sentences.item(i));
        }
        var tagged = new MaryData(getOutputType(), words.getLocale());
        tagged.setDocument(document);
        return tagged;
    }

    private void tag(Element sentence) {
        NodeList tokens = sentence.getElementsByTagName("t");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < tokens.getLength(); i++) {
            texts.add(tokens.item(i).getTextContent().trim());
        }
        if (texts.isEmpty()) {
            return;
        }
        String[] tags = tags(texts.toArray(String[]::new));
        for (int i = 0; i < tokens.getLength(); i++) {
            Element token = (Element) tokens.item(i);
            if (!token.hasAttribute("pos")) {
                token.setAttribute("pos", tags[i]);
            }
        }
    }

    private synchronized String[] tags(String[] texts) {
        if (tagger == null) {
            throw new IllegalStateException("the tagger was not started");
        }
        return tagger.tag(texts);
    }
}
