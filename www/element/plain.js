/**
 * What is said where no file of a language can be: that something could not be fetched, and how to try again.
 * The same words as in www/lang.
 */
const WORDS = {
  en: ["Costs cannot be shown here: a file could not be fetched. Are you offline?", "Try again"],
  vi: ["Không thể hiện chi phí ở đây: có một tệp không tải được. Bạn có đang ngoại tuyến không?", "Thử lại"],
  zh: ["无法在此显示费用：有一个文件无法获取。你是否处于离线状态？", "重试"],
  ar: ["لا يمكن عرض التكاليف هنا: تعذّر جلب أحد الملفات. هل أنت غير متصل؟", "أعد المحاولة"],
};

/** The language, the sentence and the button's words for `locale`. */
export function plainWords(locale) {
  const [language] = locale.split("-");
  // What is read in zh-Hant is not read in zh-Hans.
  const known = /^zh-(hant|tw|hk|mo)\b/i.test(locale) ? "en" : language;
  const tag = Object.hasOwn(WORDS, known) ? known : "en";
  const [sentence, again] = WORDS[tag];
  return { tag, sentence, again };
}
