/** English words that say nothing about the subject of a text, in lower case, with straight apostrophes. */
export const stopWords: ReadonlySet<string> = new Set(
  `a an the this that these those such some any no every each either neither both all most many more much few less least other another same own
  i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself
  they them their theirs themselves one ones who whom whose which what whatever whichever whoever someone anyone everyone nobody nothing something anything everything
  am is are was were be been being do does did doing done have has had having can could may might must shall should will would ought cannot
  and or but nor so yet for if unless until till while whereas although though because since as than then thus hence therefore however nevertheless moreover furthermore
  of in on at by to from with without within into onto upon about above across after against along among amongst around before behind below beneath beside besides
  between beyond despite down during except inside near off out outside over past per through throughout toward towards under up via
  not only also too very just even still already almost quite rather really perhaps maybe again ever never always often sometimes once twice here there where when why how
  first second third last next now today yesterday tomorrow soon later ago well away back yes
  i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'd we'll they're they've they'd they'll
  that's there's here's what's who's let's isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't shan't shouldn't mustn't
  said says say saying tell told make made makes get got gets go goes went come came take took give given gave put let seem seems seemed`.split(
    /\s+/u,
  ),
);
