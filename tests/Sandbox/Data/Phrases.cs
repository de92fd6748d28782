namespace VocaFuse.Sandbox.Data;

/// <summary>The sentences of generated transcriptions, by language.</summary>
internal static class Phrases
{
    public static readonly string[] Languages = ["en", "en", "en", "en", "de", "en", "es", "en", "ja", "fr"];

    public static string[] Get(string language) => language switch
    {
        "de" => German,
        "es" => Spanish,
        "fr" => French,
        "ja" => Japanese,
        _ => English,
    };

    private static readonly string[] English =
    [
        "Hi, this is Dana calling about order 48213.",
        "I was charged twice last Tuesday and would like a refund, please.",
        "The replacement arrived yesterday, but the box was damaged.",
        "Could someone call me back before five o'clock?",
        "Thanks for the quick help, you were great 👍",
        "Let's move the review to Thursday, after the stand-up.",
        "Action items: Priya updates the roadmap, Tom talks to legal.",
        "We agreed on a budget of 12,500 euros for the pilot.",
        "The app crashes when I open the settings on my phone.",
        "My account says \"suspended\", and I don't know why.",
        "Note to self: pick up the parcel at the café on 5th.",
        "The customer asked whether the warranty covers water damage.",
        "Please cancel my subscription at the end of the month.",
        "Everything works again since the update 🎉",
    ];

    private static readonly string[] German =
    [
        "Guten Tag, hier spricht Jürgen Müller aus Köln.",
        "Ich möchte meine Bestellung zurückgeben, sie passt leider nicht.",
        "Können Sie mir die Rechnung für März noch einmal schicken?",
        "Die Lieferung kam drei Tage zu spät.",
        "Vielen Dank, das hat großartig geklappt.",
    ];

    private static readonly string[] Spanish =
    [
        "Buenos días, llamo por el pedido de mañana.",
        "¿Podrían devolverme el importe de la última factura?",
        "La señal se corta cuando subo al tercer piso.",
        "Muchas gracias por la ayuda.",
    ];

    private static readonly string[] French =
    [
        "Bonjour, je vous appelle au sujet de ma facture de février.",
        "Le colis n'est toujours pas arrivé à l'entrepôt.",
        "Pourriez-vous me rappeler cet après-midi ?",
        "Merci beaucoup, c'était très clair.",
    ];

    private static readonly string[] Japanese =
    [
        "お世話になっております。",
        "昨日の会議の議事録を送ってください。",
        "返金の手続きについて教えてください。",
        "ありがとうございました。",
    ];
}
