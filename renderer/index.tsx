import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { listenToKeys, runAction } from './actions.ts'
import { listen } from './bridge.ts'
import { begin } from './store.ts'
import './style/fonts.css'
import './style/tokens.css'
import './style/app.css'
import './style/window.css'
import './style/floats.css'
import './style/controls.css'
import './style/lists.css'
import './style/reader.css'

createRoot(document.getElementById('window')!).render(<App />)
listenToKeys(window)
listen('menu', runAction)
void begin()
